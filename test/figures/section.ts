/** A table of figures: `rows` measures when it is asked. */
export interface Section {
  readonly title: string
  readonly rows: () => readonly (readonly [name: string, value: string])[]
}
