/** Prints what has been measured, section by section. `npm run figures`, or `npm run figures -- guard` for those whose title begins so. */

import { candidateSections } from './candidates.ts'
import { guardSections } from './guard.figures.ts'
import type { Section } from './section.ts'

const SECTIONS: readonly Section[] = [...guardSections, ...candidateSections]

const wanted = (process.argv[2] ?? '').toLowerCase()
for (const { title, rows } of SECTIONS.filter(section => section.title.toLowerCase().startsWith(wanted))) {
  console.log(`\n${title}`)
  for (const [name, value] of rows()) console.log(`  ${name.padEnd(44)} ${value}`)
}
