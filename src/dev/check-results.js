/** What the checks' output says: how many passed and failed, what was skipped, what to show of a failure. */

const number = (output, word) => Number(output.match(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'm'))?.[1] ?? 0)

/**
 * A check is one; a run of tests is as many as there are. What was skipped is printed, and under `strict` (CI) it has
 * failed. A run that ends badly without a failing test, or that ran no test at all, has failed once.
 */
export function countOf(step, result, strict) {
  if (step.tests) return countTests(result, strict)
  return result.code === 0 ? { passed: 1, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: [] }
}

function countTests({ code, output }, strict) {
  const passed = number(output, 'passing')
  const pending = number(output, 'pending')
  const failing = number(output, 'failing')
  const reason = output.match(/^SKIPPED.*$/m)?.[0]
  if (reason !== undefined && passed + pending + failing === 0)
    return { passed: 0, failed: strict ? 1 : 0, skipped: true, notes: [reason] }
  const fine = failing > 0 || (code === 0 && passed > 0)
  const failed = (fine ? failing : 1) + (strict ? pending : 0)
  return { passed, failed, notes: skippedTests(output).map(title => `SKIPPED ${title}`) }
}

/** The tests that mocha lists with a dash: left out by themselves or by somebody. */
const skippedTests = output => {
  const end = output.search(/^ {2}\d+ passing/m)
  return [...output.slice(0, Math.max(end, 0)).matchAll(/^ +- (.+)$/gm)].map(([, title]) => title)
}

export function summaryOf(step, { passed, failed, skipped }) {
  if (skipped) return failed > 0 ? 'could not run' : 'SKIPPED'
  if (step.tests) return `${passed} passed, ${failed} failed`
  return failed > 0 ? 'failed' : 'ok'
}

/** Of a run of tests what comes after the list of them, of anything else all. */
export function failureOf(output) {
  const summary = output.search(/^ {2}\d+ passing/m)
  return summary < 0 ? output : output.slice(summary)
}
