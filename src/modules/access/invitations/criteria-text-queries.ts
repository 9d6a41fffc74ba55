import { dateText } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { localAuthorities, organisationNames, PHASES } from '../../directory/public.ts'
import type { Criteria } from './batch.ts'
import { missingReasonTexts } from './missing-rules.ts'

/** "in Leeds; delivered but not opened": how the list of a batch came about. */
export async function criteriaText(reader: Reader, criteria: Criteria): Promise<string> {
  const { laCode, trustId } = criteria
  const authority = laCode && (await localAuthorities(reader)).find(({ code }) => code === laCode)?.name
  const trust = trustId && (await organisationNames(reader, [trustId])).get(trustId)?.name
  const places = [laCode && `in ${authority ?? laCode}`, trustId && `of ${trust ?? 'a trust'}`]
  const parts = [...places, ...chosenTexts(criteria)].filter((part) => part)
  return parts.length === 0 ? 'All without an induction tutor' : parts.join('; ')
}

const chosenTexts = ({ reason, phaseCode, text, sentBy }: Criteria): readonly (string | null)[] => [
  reason && lowered(missingReasonTexts[reason].text),
  phaseCode && `phase ${PHASES.find(({ code }) => code === phaseCode)?.name ?? phaseCode}`,
  text && `found by “${text}”`,
  sentBy && `newest link sent by ${dateText(sentBy)}`,
]

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
