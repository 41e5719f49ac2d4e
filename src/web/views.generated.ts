/** Written by `npm run views`. */
export interface Views {
  readonly 'components/back-link': import('#src/web/components.ts').BackLinkModel
  readonly 'components/breadcrumbs': import('#src/web/components.ts').BreadcrumbsModel
  readonly 'components/button': import('#src/web/components.ts').ButtonModel
  readonly 'components/character-count': import('#src/web/components.ts').CharacterCountModel
  readonly 'components/checkboxes': import('#src/web/components.ts').CheckboxesModel
  readonly 'components/date-input': import('#src/web/components.ts').DateInputModel
  readonly 'components/details': import('#src/web/components.ts').DetailsModel
  readonly 'components/error-message': import('#src/web/components.ts').ErrorMessageModel
  readonly 'components/error-summary': import('#src/web/components.ts').ErrorSummaryModel
  readonly 'components/fieldset': import('#src/web/components.ts').FieldsetModel
  readonly 'components/hint': import('#src/web/components.ts').HintModel
  readonly 'components/input': import('#src/web/components.ts').InputModel
  readonly 'components/inset-text': import('#src/web/components.ts').InsetTextModel
  readonly 'components/label': import('#src/web/components.ts').LabelModel
  readonly 'components/legend': import('#src/web/components.ts').LegendModel
  readonly 'components/notes': import('#src/web/components.ts').NotesModel
  readonly 'components/notification-banner': import('#src/web/components.ts').NotificationBannerModel
  readonly 'components/pagination-arrow': import('#src/web/components.ts').PaginationArrowModel
  readonly 'components/pagination': import('#src/web/components.ts').PaginationModel
  readonly 'components/panel': import('#src/web/components.ts').PanelModel
  readonly 'components/radios': import('#src/web/components.ts').RadiosModel
  readonly 'components/select': import('#src/web/components.ts').SelectModel
  readonly 'components/service-navigation': import('#src/web/components.ts').ServiceNavigationModel
  readonly 'components/skip-link': import('#src/web/components.ts').SkipLinkModel
  readonly 'components/summary-action': import('#src/web/components.ts').SummaryActionModel
  readonly 'components/summary-list': import('#src/web/components.ts').SummaryListModel
  readonly 'components/table': import('#src/web/components.ts').TableModel
  readonly 'components/tag': import('#src/web/components.ts').TagModel
  readonly 'components/task-list': import('#src/web/components.ts').TaskListModel
  readonly 'components/textarea': import('#src/web/components.ts').TextareaModel
  readonly 'components/warning-text': import('#src/web/components.ts').WarningTextModel
}
