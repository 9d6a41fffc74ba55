import { assetPath } from '#src/ui/assets.ts'
import type { Html } from '#src/ui/govuk-types.ts'

type Choice = { readonly subject: string; readonly name: string; readonly what?: string }
type Choices = { readonly service: string; readonly choices: readonly Choice[] }

/** The local sign-in service's one page. It is another service's: it has no header of ours and no account. */
export const choosePage = (service: string, choices: readonly Choice[]): string =>
  `<!doctype html>${String(<ChoosePage service={service} choices={choices} />)}`

const ChoosePage = ({ service, choices }: Choices): Html => (
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
          <p class="govuk-body">This stands in for {service} outside production.</p>
          {choices.length === 0 ? <p class="govuk-body">Nobody has been added yet.</p> : null}
          {choices.map(({ subject, name, what }) => (
            <form method="post">
              <input type="hidden" name="subject" value={subject} />
              {what ? <p class="govuk-body govuk-!-margin-bottom-2">{what}</p> : null}
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
