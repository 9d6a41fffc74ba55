/** The columns of GIAS's files, in their order. Those that the importers do not read are written all the same: the files are whole. */

/** The public extract of every establishment: 139 columns. */
// biome-ignore format: as in the file, several to a line
export const ESTABLISHMENT_COLUMNS = [
  'URN', 'LA (code)', 'LA (name)', 'EstablishmentNumber', 'EstablishmentName', 'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)', 'EstablishmentTypeGroup (code)', 'EstablishmentTypeGroup (name)',
  'EstablishmentStatus (code)', 'EstablishmentStatus (name)', 'ReasonEstablishmentOpened (code)',
  'ReasonEstablishmentOpened (name)', 'OpenDate', 'ReasonEstablishmentClosed (code)',
  'ReasonEstablishmentClosed (name)', 'CloseDate', 'PhaseOfEducation (code)', 'PhaseOfEducation (name)',
  'StatutoryLowAge', 'StatutoryHighAge', 'Boarders (code)', 'Boarders (name)', 'NurseryProvision (name)',
  'OfficialSixthForm (code)', 'OfficialSixthForm (name)', 'Gender (code)', 'Gender (name)',
  'ReligiousCharacter (code)', 'ReligiousCharacter (name)', 'ReligiousEthos (name)', 'Diocese (code)',
  'Diocese (name)', 'AdmissionsPolicy (code)', 'AdmissionsPolicy (name)', 'SchoolCapacity',
  'SpecialClasses (code)', 'SpecialClasses (name)', 'CensusDate', 'NumberOfPupils', 'NumberOfBoys',
  'NumberOfGirls', 'PercentageFSM', 'TrustSchoolFlag (code)', 'TrustSchoolFlag (name)', 'Trusts (code)',
  'Trusts (name)', 'SchoolSponsorFlag (name)', 'SchoolSponsors (name)', 'FederationFlag (name)',
  'Federations (code)', 'Federations (name)', 'UKPRN', 'FEHEIdentifier', 'FurtherEducationType (name)',
  'OfstedLastInsp', 'OfstedSpecialMeasures (code)', 'OfstedSpecialMeasures (name)', 'LastChangedDate', 'Street',
  'Locality', 'Address3', 'Town', 'County (name)', 'Postcode', 'SchoolWebsite', 'TelephoneNum',
  'HeadTitle (name)', 'HeadFirstName', 'HeadLastName', 'HeadPreferredJobTitle', 'BSOInspectorateName (name)',
  'InspectorateReport', 'DateOfLastInspectionVisit', 'NextInspectionVisit', 'TeenMoth (name)', 'TeenMothPlaces',
  'CCF (name)', 'SENPRU (name)', 'EBD (name)', 'PlacesPRU', 'FTProv (name)', 'EdByOther (name)',
  'Section41Approved (name)', 'SEN1 (name)', 'SEN2 (name)', 'SEN3 (name)', 'SEN4 (name)', 'SEN5 (name)',
  'SEN6 (name)', 'SEN7 (name)', 'SEN8 (name)', 'SEN9 (name)', 'SEN10 (name)', 'SEN11 (name)', 'SEN12 (name)',
  'SEN13 (name)', 'TypeOfResourcedProvision (name)', 'ResourcedProvisionOnRoll', 'ResourcedProvisionCapacity',
  'SenUnitOnRoll', 'SenUnitCapacity', 'GOR (code)', 'GOR (name)', 'DistrictAdministrative (code)',
  'DistrictAdministrative (name)', 'AdministrativeWard (code)', 'AdministrativeWard (name)',
  'ParliamentaryConstituency (code)', 'ParliamentaryConstituency (name)', 'UrbanRural (code)',
  'UrbanRural (name)', 'GSSLACode (name)', 'Easting', 'Northing', 'CensusAreaStatisticWard (name)', 'MSOA (name)',
  'LSOA (name)', 'InspectorateName (name)', 'SENStat', 'SENNoStat', 'BoardingEstablishment (name)', 'PropsName',
  'PreviousLA (code)', 'PreviousLA (name)', 'PreviousEstablishmentNumber', 'OfstedRating (name)',
  'RSCRegion (name)', 'Country (name)', 'UPRN', 'SiteName', 'QABName (code)', 'QABName (name)',
  'EstablishmentAccredited (code)', 'EstablishmentAccredited (name)', 'QABReport', 'CHNumber', 'MSOA (code)',
  'LSOA (code)',
] as const

/** Predecessors and successors. */
// biome-ignore format: as in the file, several to a line
export const LINK_COLUMNS = [
  'URN', 'LinkURN', 'LinkName', 'LinkType', 'LinkEstablishedDate',
] as const

/** Trusts and other groups. */
// biome-ignore format: as in the file, several to a line
export const GROUP_COLUMNS = [
  'Group UID', 'Group ID', 'Group Name', 'Companies House Number', 'Group Type (code)', 'Group Type',
  'Closed Date', 'Open date', 'Incorporated on (open date)', 'Group Status (code)', 'Group Status',
  'Group Street', 'Group Locality', 'Group Address 3', 'Group Town', 'Group County', 'Group Postcode',
  'Head of Group Title', 'Head of Group First Name', 'Head of Group Last Name', 'UKPRN',
] as const

/** Which school is in which group. */
// biome-ignore format: as in the file, several to a line
export const GROUP_LINK_COLUMNS = [
  'URN', 'Group UID', 'Group ID', 'Group Name', 'Companies House Number', 'Group Type (code)', 'Group Type',
  'Closed Date', 'Open date', 'Incorporated on (open date)', 'Group Status (code)', 'Group Status', 'Joined date',
  'EstablishmentName', 'TypeOfEstablishment (code)', 'TypeOfEstablishment (name)', 'PhaseOfEducation (code)',
  'PhaseOfEducation (name)', 'LA (code)', 'LA (name)',
] as const

/** The private extract, which alone has e-mail addresses. */
// biome-ignore format: as in the file, several to a line
export const CONTACT_COLUMNS = [
  'URN', 'LA (code)', 'LA (name)', 'EstablishmentNumber', 'EstablishmentName', 'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)', 'EstablishmentStatus (code)', 'EstablishmentStatus (name)', 'OpenDate',
  'CloseDate', 'PhaseOfEducation (code)', 'PhaseOfEducation (name)', 'UKPRN', 'LastChangedDate', 'Street',
  'Locality', 'Address3', 'Town', 'Postcode', 'SchoolWebsite', 'MainEmail', 'AlternativeEmail',
  'Section41Approved (name)', 'DistrictAdministrative (code)', 'DistrictAdministrative (name)', 'Easting',
  'Northing', 'PreviousLA (code)', 'PreviousLA (name)', 'OfstedRating (code)', 'OfstedRating (name)',
] as const
