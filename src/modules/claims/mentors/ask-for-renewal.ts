import type { PersonAnswer, TeachingRecord } from '#src/platform/teaching-record/teaching-record-port.ts'
import { nameOnRecord } from '#src/platform/teaching-record/teaching-record-port.ts'
import { MOST_HOPS } from './mentor-rules.ts'
import type { Renewed } from './renew-mentor.ts'

type Numbered = { readonly personId: string; readonly trn: string }

/** What the teaching record says today of somebody whose number was proved before; null while it says nothing. */
export async function askForRenewal(record: TeachingRecord, who: Numbered): Promise<Renewed | null> {
  const answer = await askAbout(record, who.trn)
  return answer && renewedBy(who, answer)
}

/** What it says in the end of a number, through those that it became. */
async function askAbout(record: TeachingRecord, trn: string): Promise<PersonAnswer | null> {
  let asked = trn
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const answer = await record.look(asked)
    if (answer.kind === 'unavailable') return null
    if (answer.kind !== 'merged-into') return answer
    asked = answer.trn
  }
  return { kind: 'not-found' }
}

function renewedBy(who: Numbered, answer: PersonAnswer): Renewed {
  if (answer.kind === 'found') {
    return { ...who, said: 'ok', newTrn: answer.trn, name: nameOnRecord(answer.name) || answer.trn }
  }
  return { ...who, said: answer.kind === 'deactivated' ? 'deactivated' : 'not-found' }
}
