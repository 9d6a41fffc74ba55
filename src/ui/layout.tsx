import { raw } from 'hono/html'
import type { FieldError } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { ActingBar } from './acting-bar.tsx'
import { ASSET_NAMES, type AssetName, assetPath } from './assets.ts'
import { ErrorList } from './error-list.tsx'
import { escaped } from './escaped.ts'
import { FrameContext, useFrame } from './frame.ts'
import { BackLink, Breadcrumbs, Footer, PhaseBanner } from './govuk.ts'
import type { Html } from './govuk-types.ts'
import { Navigation, SERVICE_NAME } from './navigation.tsx'
import { environment } from './templates.ts'
import { ViewingBanner } from './viewing-banner.tsx'

export type PageOptions = {
  /** What this page is, unlike any other page. The service's name and "Error:" are added. */
  readonly title: string
  readonly errors?: readonly FieldError[]
  /** Where the back link leads; a question page always has one. */
  readonly back?: string | null
  /** Pages above this one, from the top; never together with a back link. */
  readonly breadcrumbs?: readonly { readonly text: string; readonly href: string }[]
  /** Text reads best at two thirds; tables may have it all. */
  readonly width?: 'two-thirds' | 'full'
  readonly script?: AssetName
  readonly stylesheet?: AssetName
}

/** A whole page of the service: what features answer with. */
export const page = (options: PageOptions, main: Html): Page => ({
  render: (frame) =>
    String(
      <FrameContext.Provider value={frame}>
        <Whole options={options} main={main} />
      </FrameContext.Provider>,
    ),
})

const Whole = ({ options, main }: { readonly options: PageOptions; readonly main: Html }): Html => {
  const { nonce, actor, path } = useFrame()
  return raw(
    fill({
      title: escaped(titleOf(options)),
      nonce: escaped(nonce),
      head: String(<Head {...options} />),
      navigation: String(<Navigation actor={actor} path={path} />),
      beforeContent: String(<BeforeContent {...options} />),
      main: String(<Main {...options}>{main}</Main>),
      bodyEnd: String(<BodyEnd {...options} />),
    }),
  )
}

const titleOf = ({ title, errors = [] }: PageOptions): string =>
  `${errors.length > 0 ? 'Error: ' : ''}${title} – ${SERVICE_NAME} – GOV.UK`

const Head = ({ stylesheet }: PageOptions): Html | null =>
  stylesheet ? <link rel="stylesheet" href={assetPath(stylesheet)} /> : null

const BeforeContent = ({ back, breadcrumbs }: PageOptions): Html => (
  <>
    <ViewingBanner />
    <ActingBar />
    <PhaseBanner tag={{ text: 'Beta' }} text="This is a new service." />
    {back ? <BackLink href={back} /> : null}
    {breadcrumbs ? <Breadcrumbs items={breadcrumbs} collapseOnMobile /> : null}
  </>
)

const Main = ({ errors = [], width = 'two-thirds', children }: PageOptions & { readonly children: Html }): Html => (
  <div class="govuk-grid-row">
    <div class={`govuk-grid-column-${width}`}>
      <ErrorList errors={errors} />
      {children}
    </div>
  </div>
)

const BodyEnd = ({ script }: PageOptions): Html | null =>
  script ? <script type="module" src={assetPath(script)} /> : null

const SiteFooter = (): Html => (
  <Footer
    meta={{
      items: [
        { text: 'Accessibility statement', href: '/accessibility-statement' },
        { text: 'Cookies', href: '/cookies' },
        { text: 'Privacy', href: '/privacy' },
      ],
    }}
  />
)

const PARTS = ['title', 'nonce', 'head', 'navigation', 'beforeContent', 'main', 'bodyEnd'] as const
type Part = (typeof PARTS)[number]

/** Something that no template changes and no visitor can send: the platform takes NUL out of forms. */
const token = (part: Part): string => `\0${part}\0`

let pieces: readonly (string | { readonly part: Part })[] | undefined

/**
 * The official page template is rendered once, with a token where each part goes; a page then is the pieces between, joined.
 * The bytes are those that rendering the template anew would give.
 */
function fill(parts: Readonly<Record<Part, string>>): string {
  pieces ??= skeleton()
    .split('\0')
    .map((piece, position) => (position % 2 === 0 ? piece : { part: PARTS.find((part) => part === piece) ?? 'main' }))
  return pieces.map((piece) => (typeof piece === 'string' ? piece : parts[piece.part])).join('')
}

const skeleton = (): string =>
  environment.getTemplate('layout.njk').render({
    asset: Object.fromEntries(ASSET_NAMES.map((name) => [name, assetPath(name)])),
    footer: String(<SiteFooter />),
    ...Object.fromEntries(PARTS.map((part) => [part, token(part)])),
    cspNonce: token('nonce'),
  })
