import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { date } from '#src/kit/form-date.ts'
import { email, name, oneOf, text } from '#src/kit/form-fields.ts'
import { answerTo, journey, question, when } from '#src/kit/journey.ts'
import { NOBODY, Replacing, type Successor } from './hand-over.ts'

/** Stands for somebody who has no access yet, among the colleagues to choose from. */
export const SOMEBODY_NEW = 'new'

const ACCESS_AFTER = ['nothing', 'until', 'administrator'] as const

const AccountId = z.union([z.literal(SOMEBODY_NEW), z.uuid()])

/** What whoever hands over is asked. Somebody new is named; where a tutor is replaced, what they keep is agreed. */
export const handoverJourney = journey({
  name: 'hand-over',
  version: 1,
  steps: {
    successor: question(
      z.object({
        successor: text({ missing: 'Select who takes over', label: 'Who takes over' }).pipe(
          AccountId.catch(SOMEBODY_NEW),
        ),
        // The tutor whom the page showed: whoever is quicker in another tab or at another computer is not overruled.
        replacing: text({ missing: 'Start again from the page of your school', label: 'Tutor' }).pipe(
          Replacing.catch(NOBODY),
        ),
      }),
    ),
    name: question(z.object({ name: name({ missing: 'Enter the full name of who takes over', label: 'Full name' }) })),
    email: question(z.object({ email: email({ missing: 'Enter the email address of who takes over' }) })),
    'their-access': question(
      z.object({ access: oneOf(ACCESS_AFTER, 'Select what happens to the access of who hands over') }),
    ),
    'last-day': question(
      z.object({ until: date({ missing: 'Enter the last day of their access', label: 'Last day' }) }),
    ),
  },
  path: (answers) => [
    'successor',
    ...when(answers.successor?.successor === SOMEBODY_NEW, 'name', 'email'),
    ...when(answers.successor !== undefined && answers.successor.replacing !== NOBODY, 'their-access'),
    ...when(answers['their-access']?.access === 'until', 'last-day'),
  ],
})

export type HandoverSteps = (typeof handoverJourney)['steps']
type HandoverAnswers = ReturnType<(typeof handoverJourney)['read']>

/** The command's input from finished answers. */
export function handoverFrom(answers: HandoverAnswers) {
  const { successor, replacing } = answerTo(answers, 'successor')
  const named: Successor =
    successor === SOMEBODY_NEW
      ? { kind: 'new', name: answerTo(answers, 'name').name, address: answerTo(answers, 'email').email }
      : { kind: 'colleague', accountId: successor }
  return { replacing, successor: named, keeps: keepsFrom(answers) }
}

function keepsFrom(answers: HandoverAnswers) {
  const access = answers['their-access']?.access ?? 'nothing'
  if (access === 'nothing') return { access: 'nothing' } as const
  const until = access === 'until' ? answerTo(answers, 'last-day').until : null
  return { access: 'administrator', until: until instanceof Temporal.PlainDate ? until.toString() : null } as const
}
