import { dateText, londonDate, momentText } from '#src/kit/dates.ts'
import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { organisationNames, organisationsHolding } from '../../../directory/public.ts'
import { type TokenCount, tokenCounts } from '../../api-tokens/api-tokens-queries.ts'
import { tokensPath } from './tokens-page.tsx'

type Provider = {
  readonly id: string
  readonly name: string
  readonly isProvider: boolean
  readonly count: TokenCount | null
}

/** Every NPQ provider of today and whoever else has tokens, for support staff. Three queries, whatever their number. */
export async function showProviders({ db, now }: WebRequest): Promise<Reply> {
  const providers = await organisationsHolding(db, 'npq-provider', londonDate(now))
  const counts = await tokenCounts(db, now)
  const others = counts.filter(({ organisationId }) => providers.every(({ id }) => id !== organisationId))
  const names = await organisationNames(
    db,
    others.map(({ organisationId }) => organisationId),
  )
  const all = [
    ...providers.map(({ id, name }) => ({ id, name, isProvider: true })),
    ...[...names.values()].map(({ id, name }) => ({ id, name, isProvider: false })),
  ]
  const countOf = (id: string) => counts.find(({ organisationId }) => organisationId === id) ?? null
  return show(providersPage(all.map((provider) => ({ ...provider, count: countOf(provider.id) }))))
}

const providersPage = (providers: readonly Provider[]): Page =>
  page(
    { title: 'API tokens', breadcrumbs: [{ text: 'Staff home', href: '/staff' }], width: 'full' },
    <>
      <h1 class="govuk-heading-l">API tokens</h1>
      <p class="govuk-body">
        Administrators of a provider make and end its tokens themselves. Do it for them only when they ask, and say why.
      </p>
      {providers.length === 0 ? (
        <p class="govuk-body">No organisation is an NPQ provider today.</p>
      ) : (
        <ProviderTable providers={providers} />
      )}
    </>,
  )

const ProviderTable = ({ providers }: { readonly providers: readonly Provider[] }): Html => (
  <WideTable
    caption="Providers"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Provider', 'Tokens that work', 'Last used', 'First end'].map((text) => ({ text }))}
    rows={providers.map((provider) => [
      { html: <Name {...provider} /> },
      { text: String(provider.count?.live ?? 0) },
      { text: provider.count?.lastUsedAt ? momentText(provider.count.lastUsedAt) : 'Never' },
      { text: provider.count?.nextEnd ? dateText(londonDate(provider.count.nextEnd)) : 'None' },
    ])}
  />
)

const Name = (provider: Provider): Html => (
  <>
    <a class="govuk-link" href={tokensPath(provider)}>
      {provider.name}
    </a>{' '}
    {provider.isProvider ? null : (
      <span class="govuk-!-display-block govuk-!-font-weight-regular">Not an NPQ provider today</span>
    )}
  </>
)
