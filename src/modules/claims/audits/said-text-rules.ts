import { hoursText } from '../claims/event-text-rules.ts'
import { refusalText, type Said } from './audit.ts'

type Word = Pick<Said, 'answer' | 'hours' | 'reasonCode'>

/** What a party said of a mentor's hours, in words. The note stands apart. */
export function saidText({ answer, hours, reasonCode }: Word, claimed: number): string {
  switch (answer) {
    case 'confirmed':
      return `${hoursText(claimed)} confirmed.`
    case 'other-hours':
      return (hours ?? 0) >= claimed
        ? `${hoursText(hours ?? 0)}, which confirms the ${claimed} that were claimed.`
        : `${hoursText(hours ?? 0)} instead of ${claimed}.`
    case 'refused':
      return `Not confirmed.${reasonCode === null ? '' : ` ${refusalText[reasonCode]}.`}`
    case 'agrees':
      return 'The school agrees with the provider.'
    case 'disagrees':
      return 'The school disagrees with the provider.'
    case 'upheld':
      return 'Upheld.'
    case 'not-upheld':
      return 'Not upheld.'
  }
}
