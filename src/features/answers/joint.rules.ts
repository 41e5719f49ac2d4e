import type { FieldErrors } from '#src/kernel/forms.ts'
import type { JointRequest } from './joint.entity.ts'

/** "A", "A och B", "A, B och C". */
export function listOfNames(names: readonly string[], and: string): string {
  const [last, ...before] = [...names].reverse()
  return before.length === 0 ? (last ?? '') : `${before.reverse().join(', ')} ${and} ${last}`
}

/** What stands over the question to each party, so that everybody who reads it knows who is asked and who answers. */
export const headingFor = (
  answering: JointRequest['answering'],
  leads: boolean,
): 'contacts.toAll.lead' | 'contacts.toAll.follow' | 'contacts.toAll.each' => {
  if (answering === 'each') return 'contacts.toAll.each'
  return leads ? 'contacts.toAll.lead' : 'contacts.toAll.follow'
}

type State = 'tray' | 'sent' | 'answered' | 'closed' | 'revoked'
/**
 * What becomes of a party that another answers for, when that one's question is in `lead`: it is answered by the joint
 * answer, and withdrawn with the question. Null where it stays as it is.
 */
export function followed(lead: State, own: State): 'answered' | 'revoked' | null {
  if (own !== 'tray' && own !== 'sent') return null
  return lead === 'answered' || lead === 'revoked' ? lead : null
}

export interface JointChoice {
  readonly contactId: string
  readonly alsoIds: readonly string[]
  readonly answering: JointRequest['answering'] | null
}
/**
 * What is wrong with those who are asked together. `at`: the organisation of each contact that may be asked beside others.
 * The first may be ticked too, which says nothing more; every other must be at an organisation of its own.
 */
export function jointFaults(
  { contactId, alsoIds, answering }: JointChoice,
  at: ReadonlyMap<string, string>,
): FieldErrors {
  const beside = alsoIds.filter(id => id !== contactId)
  if (beside.length === 0) return {}
  if (beside.some(id => !at.has(id)) || !at.has(contactId)) return { alsoIds: ['errors.choose'] }
  const bodies = [contactId, ...beside].map(id => at.get(id))
  if (new Set(bodies).size < bodies.length) return { alsoIds: ['contacts.otherBody'] }
  return answering === null ? { answering: ['contacts.chooseAnswering'] } : {}
}
