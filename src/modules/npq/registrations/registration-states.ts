import { machine } from '#src/kit/machine.ts'

export const REGISTRATION_STATUSES = ['pending', 'accepted', 'rejected', 'withdrawn', 'expired'] as const
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number]

/** What became of a registration. It keeps its id for life: a change of provider or course moves it back to pending. */
export const registrationStates = machine<RegistrationStatus>()({
  /** The provider takes the participant on. */
  accept: { from: ['pending'], to: 'accepted' },
  reject: { from: ['pending', 'accepted'], to: 'rejected' },
  /** Its owner takes a registration back before a provider has accepted it. */
  withdraw: { from: ['pending'], to: 'withdrawn' },
  /** The time to accept it has passed: for the system alone. */
  expire: { from: ['pending'], to: 'expired' },
  /** Staff, or a provider that releases it to another. What has expired only staff put back. */
  revertToPending: { from: ['accepted', 'rejected', 'expired'], to: 'pending' },
})

export const TRAINING_STATUSES = ['active', 'deferred', 'withdrawn'] as const
export type TrainingStatus = (typeof TRAINING_STATUSES)[number]

/** How training goes on while a registration is accepted. */
export const trainingStates = machine<TrainingStatus>()({
  defer: { from: ['active'], to: 'deferred' },
  resume: { from: ['deferred', 'withdrawn'], to: 'active' },
  withdraw: { from: ['active', 'deferred'], to: 'withdrawn' },
})
