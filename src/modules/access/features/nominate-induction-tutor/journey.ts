import { z } from 'zod'
import { email, name, oneOf } from '#src/kit/form-fields.ts'
import { answerTo, journey, question, when } from '#src/kit/journey.ts'
import { EXPECTATIONS } from '../../nominations/nomination-rules.ts'

/** What the holder of a nomination link is asked, and in which order. "No" ends it: nobody is nominated. */
export const nominationJourney = journey({
  name: 'nominate-induction-tutor',
  version: 1,
  steps: {
    'how-to-continue': question(
      z.object({
        expectation: oneOf(EXPECTATIONS, 'Select whether your school expects early career teachers this academic year'),
      }),
    ),
    name: question(
      z.object({ name: name({ missing: 'Enter the full name of the induction tutor', label: 'Full name' }) }),
    ),
    email: question(z.object({ email: email({ missing: 'Enter the email address of the induction tutor' }) })),
  },
  path: (answers) => ['how-to-continue', ...when(answers['how-to-continue']?.expectation !== 'no', 'name', 'email')],
})

type Steps = (typeof nominationJourney)['steps']
export type NominationSteps = Steps
export type NominationAnswers = ReturnType<(typeof nominationJourney)['read']>

/** The command's input from finished answers. */
export function nominationFrom(answers: NominationAnswers) {
  const { expectation } = answerTo(answers, 'how-to-continue')
  if (expectation === 'no') return { expectation }
  return { expectation, name: answerTo(answers, 'name').name, address: answerTo(answers, 'email').email }
}
