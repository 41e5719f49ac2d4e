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
