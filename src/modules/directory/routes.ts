import { everyone } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { applyImport } from './features/import-files/apply-import.ts'
import {
  applyUploaded,
  importOfAddress,
  showImport,
  showImports,
  upload,
} from './features/import-files/import-files.ts'
import { uploadFile } from './features/import-files/upload-file.ts'
import { showSchools, suggest } from './features/search-schools/search-schools.ts'
import {
  organisationOfAddress,
  showOrganisation,
  showOrganisations,
} from './features/view-organisations/view-organisations.ts'
import { importPolicy } from './imports/import-policy.ts'
import { organisationPolicy } from './organisation-policy.ts'

const search = { feature: 'search-schools', policy: everyone } as const
const organisations = { feature: 'view-organisations', policy: organisationPolicy.view } as const
const imports = { feature: 'import-files', policy: importPolicy.importFiles } as const
/** Megabytes: the largest extract has 20, and 3 when it is compressed. */
const LARGEST_UPLOAD = 50

/** Every address of the module. */
export const routes = [
  page('GET /schools', { ...search, handle: showSchools }),
  page('GET /schools/suggestions', { ...search, priority: 'low', handle: suggest }),
  page('GET /organisations', { ...organisations, handle: showOrganisations }),
  page('GET /organisations/:id', { ...organisations, load: organisationOfAddress, handle: showOrganisation }),
  page('GET /imports', { ...imports, handle: showImports }),
  action('POST /imports', {
    ...imports,
    upload: { maxMegabytes: LARGEST_UPLOAD },
    commands: [uploadFile],
    handle: upload,
  }),
  page('GET /imports/:id', { ...imports, load: importOfAddress, handle: showImport }),
  action('POST /imports/:id/application', {
    ...imports,
    load: importOfAddress,
    commands: [applyImport],
    handle: applyUploaded,
  }),
] satisfies readonly Route[]
