import type { WebRequest } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { doorText, VISITOR_DOORS, type VisitorDoor } from './identity.ts'

/** The doors that are open here, for pages that offer them. */
export const openDoors = ({ door }: WebRequest): readonly VisitorDoor[] =>
  VISITOR_DOORS.filter((name) => door(name) !== null)

const FOR_WHOM: Readonly<Record<VisitorDoor, string>> = {
  'dfe-sign-in': 'if your organisation uses it',
  'one-login': 'if you are a teacher',
}

type OtherDoorsProps = { readonly doors: readonly VisitorDoor[]; readonly back: string | undefined }

/** Beside the way in by email: the others, where there are any. */
export const OtherDoors = ({ doors, back }: OtherDoorsProps): Html | null =>
  doors.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">Other ways to sign in</h2>
      <ul class="govuk-list govuk-list--bullet">
        {doors.map((door) => (
          <li>
            <a class="govuk-link" href={back ? `/${door}?return=${encodeURIComponent(back)}` : `/${door}`}>
              Sign in with {doorText[door]}
            </a>
            , {FOR_WHOM[door]}
          </li>
        ))}
      </ul>
    </>
  )
