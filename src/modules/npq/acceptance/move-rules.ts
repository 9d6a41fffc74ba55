import type { Registration } from '../registrations/registration.ts'
import { registrationStates, trainingStates } from '../registrations/registration-states.ts'

type Move = keyof typeof registrationStates.table
type TrainingMove = keyof typeof trainingStates.table

/** A registration after a move of its table. The rules said before that it may be made: one that it does not have is a bug. */
export function moved(registration: Registration, name: Move): Registration {
  const status = registrationStates.move(name, registration.status)
  if (status === null) throw new Error(`${registration.status} has no move ${name}`)
  return { ...registration, status }
}

/** The same for training, of an accepted registration. */
export function movedTraining(registration: Registration, name: TrainingMove): Registration {
  const trainingStatus = registration.trainingStatus && trainingStates.move(name, registration.trainingStatus)
  if (!trainingStatus) throw new Error(`${registration.trainingStatus} has no move ${name}`)
  return { ...registration, trainingStatus }
}
