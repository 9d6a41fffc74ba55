import { machine } from '#src/kit/machine.ts'

export const LINK_REQUEST_STATUSES = ['nothing-sent', 'sent', 'with-staff', 'answered', 'refused'] as const
export type LinkRequestStatus = (typeof LINK_REQUEST_STATUSES)[number]

/**
 * The life of a request for a school's link. `nothing-sent` is a school without any address. What staff have decided is not
 * the end: their link can be sent again, their decision taken back, and they can be asked once more.
 */
export const linkRequestStates = machine<LinkRequestStatus>()({
  send: { from: ['nothing-sent', 'sent'], to: 'sent' },
  sendAgain: { from: ['answered'], to: 'answered' },
  askStaff: { from: ['nothing-sent', 'sent', 'answered', 'refused'], to: 'with-staff' },
  answer: { from: ['with-staff'], to: 'answered' },
  refuse: { from: ['with-staff'], to: 'refused' },
  takeBack: { from: ['answered', 'refused'], to: 'with-staff' },
})
