import type { Page } from '#src/platform/http/route.ts'
import { page } from '#src/ui/layout.tsx'
import { organisationRoleText } from '../../../directory/public.ts'
import type { Place } from '../../memberships/place.ts'
import { type HomeFacts, Notices, Services, Tasks, WhoHasAccess } from './home-parts.tsx'

/** A lead provider, delivery partner, appropriate body or ITT provider. */
export const partnerHomePage = (home: HomeFacts): Page =>
  page(
    { title: home.place.name },
    <>
      <Notices {...home} />
      <span class="govuk-caption-l">{rolesText(home.place)}</span>
      <h1 class="govuk-heading-l">{home.place.name}</h1>
      <p class="govuk-body">
        One sign-up serves every teacher training service: each colleague whom you add signs in once for all of them.
      </p>
      <Tasks {...home} />
      <Services {...home} />
      <WhoHasAccess {...home} />
    </>,
  )

const rolesText = ({ roles }: Place): string =>
  roles.length === 0 ? 'Organisation' : roles.map((role) => organisationRoleText[role]).join(', ')
