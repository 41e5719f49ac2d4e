import type { web as sv } from '../sv/web.ts'

export const web = {
  'web.back': 'Back',
  'web.breadcrumb': 'Breadcrumb',
  'web.error': 'Error',
  'web.warning': 'Warning',
  'web.success': 'Success',
  'web.important': 'Important',
  'web.pagination': 'Pagination',
  'web.pageNumber': 'Page {number}',
  'web.page': 'page',
  'web.previous': 'Previous',
  'web.next': 'Next',
  'web.menu': 'Menu',
  'web.service': 'Service information',
  'web.day': 'Day',
  'web.month': 'Month',
  'web.year': 'Year',
  'web.upToWords': 'You can enter up to %{count} words',
  'web.upToCharacters': 'You can enter up to %{count} characters',
} as const satisfies Record<keyof typeof sv, string>
