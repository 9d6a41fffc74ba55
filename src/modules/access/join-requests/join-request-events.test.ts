import { expect, test } from 'vitest'
import {
  joinRequestApproved,
  joinRequestEvents,
  joinRequested,
  joinRequestMovedOn,
  joinRequestNotNeeded,
  joinRequestRefused,
  joinRequestWithdrawn,
} from './join-request-events.ts'

const about = { organisation: 'Hill School', name: 'Carys Rees' }

test.each([
  [
    joinRequested.sentence({ ...about, address: 'c•••s@x.example', role: 'viewer', stage: 'with-contact' }),
    'Carys Rees (c•••s@x.example) asked to be added as viewer at Hill School. The request is with whoever reads the email of the school',
  ],
  [
    joinRequestNotNeeded.sentence({ organisation: 'Hill School', address: 'c•••s@x.example', because: 'has-access' }),
    'c•••s@x.example asked to be added to Hill School and has access already',
  ],
  [
    joinRequestNotNeeded.sentence({
      organisation: 'Hill School',
      address: 'c•••s@x.example',
      because: 'asked-already',
    }),
    'c•••s@x.example asked again to be added to Hill School',
  ],
  [
    joinRequestMovedOn.sentence({ ...about, from: 'with-contact', to: 'with-trust', because: 'no-answer' }),
    'The request of Carys Rees to be added to Hill School went from whoever reads the email of the school to the trust: nobody answered in time',
  ],
  [
    joinRequestApproved.sentence({ ...about, asked: 'viewer', given: 'claims' }),
    'The request of Carys Rees to be added as viewer at Hill School was approved: claims',
  ],
  [
    joinRequestApproved.sentence({ ...about, asked: 'induction-tutor', given: null }),
    'The request of Carys Rees to take over as induction tutor at Hill School was approved',
  ],
  [
    joinRequestRefused.sentence({ ...about, because: 'We do not know you' }),
    'The request of Carys Rees to be added to Hill School was refused: We do not know you',
  ],
  [joinRequestWithdrawn.sentence(about), 'Carys Rees withdrew the request to be added to Hill School'],
])('%s', (told, expected) => {
  expect(told).toBe(expected)
})

test('every event is in the catalogue of the module', () => {
  expect(joinRequestEvents.map(({ name }) => name)).toContain(joinRequestNotNeeded.name)
  expect(joinRequestEvents).toHaveLength(6)
})
