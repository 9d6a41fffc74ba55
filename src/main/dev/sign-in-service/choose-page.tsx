import { assetPath } from '#src/ui/assets.ts'
import type { Html } from '#src/ui/govuk-types.ts'

export type Choice = { readonly subject: string; readonly name: string }

/** The local sign-in service's one page. It is another service's: it has no header of ours and no account. */
export const choosePage = (choices: readonly Choice[]): string =>
  `<!doctype html>${String(<ChoosePage choices={choices} />)}`

const ChoosePage = ({ choices }: { readonly choices: readonly Choice[] }): Html => (
  <html lang="en" class="govuk-template">
    <head>
      <meta charset="utf-8" />
      <title>Choose who to sign in as – Local sign-in service</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <link rel="stylesheet" href={assetPath('app.css')} />
      <link rel="icon" href={assetPath('favicon.svg')} />
    </head>
    <body class="govuk-template__body">
      <div class="govuk-width-container">
        <main class="govuk-main-wrapper">
          <h1 class="govuk-heading-l">Choose who to sign in as</h1>
          <p class="govuk-body">This stands in for DfE Sign-in outside production.</p>
          {choices.length === 0 ? <p class="govuk-body">No member of staff has been added yet.</p> : null}
          {choices.map(({ subject, name }) => (
            <form method="post">
              <input type="hidden" name="subject" value={subject} />
              <button type="submit" class="govuk-button govuk-button--secondary">
                {name}
              </button>
            </form>
          ))}
          <form method="post">
            <input type="hidden" name="subject" value="somebody-we-do-not-know" />
            <button type="submit" class="govuk-button govuk-button--secondary">
              Somebody without access
            </button>
          </form>
        </main>
      </div>
    </body>
  </html>
)
