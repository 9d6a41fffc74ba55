import type { Html } from './govuk-types.ts'

export type LinkShown = { readonly href: string; readonly text: string }

/** Links one below the other, without bullets. */
export const LinkList = ({ links }: { readonly links: readonly LinkShown[] }): Html => (
  <ul class="govuk-list">
    {links.map(({ href, text }) => (
      <li>
        <a class="govuk-link" href={href}>
          {text}
        </a>
      </li>
    ))}
  </ul>
)
