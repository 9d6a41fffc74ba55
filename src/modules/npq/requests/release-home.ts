import { countText } from '#src/ui/count-text.ts'
import type { HomeContribution } from '../../access/public.ts'
import { countOpen } from './release-requests-queries.ts'
import { answerRequests } from './request-policy.ts'

const pathOf = ({ id }: { readonly id: string }) => `/organisations/${id}/npq-release-requests` as const

type Asked = Parameters<HomeContribution['tasks']>[0]

const mayAnswerAt = ({ actor, place }: Asked): boolean =>
  place.roles.includes('npq-provider') && answerRequests(actor, { organisationId: place.id }).allowed

/** What providers of national professional qualifications find on their home page: who asks them to be let go. */
export const releaseContribution: HomeContribution = {
  services: (asked) =>
    mayAnswerAt(asked)
      ? [
          {
            name: 'Participants who ask to leave',
            about: 'People whom you accepted for an NPQ, and who want another provider or course.',
            href: pathOf(asked.place),
          },
        ]
      : [],
  async tasks(asked) {
    const open = mayAnswerAt(asked) ? await countOpen(asked.reader, asked.place.id) : 0
    if (open === 0) return []
    return [
      {
        what:
          open === 1
            ? 'Answer 1 participant who asks to leave'
            : `Answer ${countText(open)} participants who ask to leave`,
        why: 'Nothing changes for them until you answer.',
        by: null,
        href: pathOf(asked.place),
      },
    ]
  },
}
