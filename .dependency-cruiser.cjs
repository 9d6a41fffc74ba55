/** The walls of the house (ARCHITECTURE.md). A wall is moved by a decision record, never by an exception here. */

const TEST = '[.](test|spec)[.]tsx?$'
const FACTORY = '[/-](factories|seeds)[.]ts$'
const PURE = '-(rules|states|policy|events)[.]ts$'
/** The types of a thing, in the root of its module or in the folder of its topic: school.ts, accounts/account.ts. */
const NOUN = [
  '^src/modules/[^/]+/(?!(public|routes|jobs|factories|seeds)[.])(?!.*-(store|queries)[.])[a-z0-9-]+[.]ts$',
  '^src/modules/[^/]+/(?!features/)[a-z-]+/(?!.*-(store|queries|emails|job)[.])[a-z0-9-]+[.]ts$',
]
const MACHINE = '^(node:)?(fs|net|http|https|tls|dns|child_process|worker_threads|dgram)(/|$)'
const IO = [
  MACHINE,
  '^node_modules/(kysely|pg|pg-boss|fastify|nodemailer|notifications-node-client)/',
  '^src/platform/(db|http|jobs|email|session|storage|imports)/',
]

/** One rule: what `from` may not reach. Tests may look behind most walls: they stand on both sides. */
const wall = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TEST, ...from },
  to,
})

module.exports = {
  forbidden: [
    wall(
      'no-cycles',
      'Data runs one way. A circle means that two files are one thing, or that a third is missing.',
      {},
      // Types vanish before the program runs, so a circle through one is none.
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    wall(
      'kit-is-pure',
      'The kit has no I/O and no domain: it knows itself, zod and Temporal.',
      { path: '^src/kit/' },
      { pathNot: ['^src/kit/', '^node_modules/(zod|temporal-polyfill)/'] },
    ),
    wall(
      'platform-knows-no-pages-and-no-domain',
      'platform is imported by ui and modules; it may know only the kit and the generated schema.',
      { path: '^src/platform/' },
      { path: '^(src|test|tools|e2e|bench)/', pathNot: '^src/(kit|platform)/' },
    ),
    wall(
      'ui-knows-no-domain',
      'ui stands on the platform and the kit. Not even types of a module: a component that knows a school belongs to a feature.',
      { path: '^src/ui/' },
      { path: '^(src|db|test|tools|e2e|bench)/', pathNot: '^src/(kit|platform|ui)/' },
    ),
    wall(
      'nothing-imports-main',
      'main knows everybody, so nobody may know main.',
      { path: '^(src|db|test)/', pathNot: ['^src/main/', '^test/', '^db/seeds/', TEST] },
      { path: '^src/main/' },
    ),
    wall(
      'only-main-composes',
      'The tables of contents of the modules meet in main only.',
      { path: '^src/', pathNot: ['^src/main/', TEST] },
      { path: '^src/modules/[^/]+/(routes|jobs)[.]ts$' },
    ),
    wall(
      'modules-meet-at-public',
      'Another module is known by its public.ts alone. Factories build on the factories of the modules below.',
      { path: '^src/modules/([^/]+)/', pathNot: [TEST, FACTORY] },
      { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/public[.]ts$'] },
    ),
    wall(
      'directory-knows-no-module',
      'The order is directory, access, npq and claims, support: the reference facts come first.',
      { path: '^src/modules/directory/' },
      { path: '^src/modules/', pathNot: '^src/modules/directory/' },
    ),
    wall(
      'access-knows-only-directory',
      'The order is directory, access, npq and claims, support.',
      { path: '^src/modules/access/' },
      { path: '^src/modules/', pathNot: '^src/modules/(access|directory)/' },
    ),
    wall(
      'npq-knows-only-directory-and-access',
      'The order is directory, access, npq and claims, support; modules of a service never know each other.',
      { path: '^src/modules/npq/' },
      { path: '^src/modules/', pathNot: '^src/modules/(npq|access|directory)/' },
    ),
    wall(
      'claims-knows-only-directory-and-access',
      'The order is directory, access, npq and claims, support; modules of a service never know each other.',
      { path: '^src/modules/claims/' },
      { path: '^src/modules/', pathNot: '^src/modules/(claims|access|directory)/' },
    ),
    wall(
      'pure-files-stay-pure',
      'Rules, states, policies and events decide without I/O: kit, own pure files and nouns, `defineEvent` and zod.',
      { path: PURE },
      { pathNot: ['^src/kit/', PURE, ...NOUN, '^src/platform/audit/event[.]ts$', '^node_modules/zod/'] },
    ),
    wall(
      'pure-files-reach-no-io',
      'Not by a detour either: a rule that needs a database row cannot be read without the database.',
      { path: PURE },
      { path: IO, pathNot: PURE, reachable: true },
    ),
    wall(
      'stores-know-no-pages',
      'Stores write one aggregate, queries read for one screen: neither knows pages, features or the web.',
      { path: '-(store|queries)[.]ts$' },
      { path: ['^src/ui/', '/features/', '^src/platform/http/', '/routes[.]ts$'], dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'factories-are-for-tests-and-seeds',
      'A factory makes rows without a command, so nothing that runs may know one.',
      { path: '^src/', pathNot: [TEST, FACTORY] },
      { path: FACTORY },
    ),
    wall(
      'features-know-no-feature',
      'A feature folder is one screen or journey. What two need moves up into the module.',
      { path: '^src/modules/([^/]+)/features/([^/]+)/' },
      { path: '^src/modules/[^/]+/features/', pathNot: '^src/modules/$1/features/$2/' },
    ),
    wall(
      'modules-know-features-only-in-routes',
      'Only the table of contents and public.ts point into features.',
      {
        path: ['^src/modules/[^/]+/[^/]+[.]tsx?$', '^src/modules/[^/]+/(?!features/)[a-z-]+/[^/]+[.]tsx?$'],
        pathNot: [TEST, '/(routes|public|jobs|factories|seeds)[.]ts$', '/routes/[a-z-]+-routes[.]ts$'],
      },
      { path: '^src/modules/[^/]+/features/' },
    ),
    wall(
      'only-platform-does-io',
      'Modules reach the machine and the network through the platform.',
      { path: '^src/modules/', pathNot: [TEST, FACTORY] },
      { path: [MACHINE, '^node_modules/(pg|pg-boss|nodemailer|notifications-node-client)/'] },
    ),
    wall(
      'ui-reads-files-and-nothing-else',
      'ui loads the official templates from disk; it opens no connection.',
      { path: '^src/ui/' },
      { path: ['^(node:)?(net|http|https|tls|dns|child_process)(/|$)', '^node_modules/(pg|kysely)/'] },
    ),
    wall(
      'the-router-stays-in-the-platform',
      'Fastify is known to platform/http alone: features see WebRequest and Reply.',
      { path: '^src/', pathNot: ['^src/platform/(http|session)/', '^src/main/'] },
      { path: '^node_modules/(fastify|@fastify/)' },
    ),
    {
      name: 'the-product-knows-no-tests',
      comment: 'Code that runs in production imports no test, story, bench or tool.',
      severity: 'error',
      from: { path: '^(src|db)/', pathNot: TEST },
      to: { path: ['^(test|e2e|bench|tools)/', TEST] },
    },
    {
      name: 'no-development-dependencies-in-the-product',
      comment: 'A package that production needs is a dependency, not a development dependency.',
      severity: 'error',
      from: { path: '^(src|db)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolved',
      comment: 'Every import names something that exists.',
      severity: 'error',
      // The browser's own files import each other by the names that they are served under.
      from: { pathNot: '^src/ui/browser/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|[.]data|node_modules/.+/node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
