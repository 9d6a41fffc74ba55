/** Mentors of the demonstration's claims: the teaching record knows them by number and date of birth. */
export const LOCAL_MENTORS = [
  { trn: '3000101', name: 'Ines Duarte', dateOfBirth: '1984-03-09' },
  { trn: '3000102', name: 'Gwendolyn Asante', dateOfBirth: '1977-07-21' },
  { trn: '3000103', name: 'Callum MacRae', dateOfBirth: '1990-12-02' },
  { trn: '3000104', name: 'Zainab Rauf', dateOfBirth: '1986-05-30' },
  { trn: '3000105', name: 'Philippa Thorne', dateOfBirth: '1972-10-11' },
  { trn: '3000106', name: 'Oluwaseun Bakare', dateOfBirth: '1988-01-25' },
  { trn: '3000107', name: 'Jan Kowalczyk', dateOfBirth: '1981-09-04' },
  { trn: '3000108', name: 'Siobhán O’Neill', dateOfBirth: '1993-06-18' },
  { trn: '3000109', name: 'Ravi Chandran', dateOfBirth: '1979-02-14' },
  { trn: '3000110', name: 'Margaret Ellwood', dateOfBirth: '1968-08-27' },
  { trn: '3000111', name: 'Thandiwe Ndlovu', dateOfBirth: '1985-11-13' },
  { trn: '3000112', name: 'Freya Lindqvist', dateOfBirth: '1991-04-01' },
  { trn: '3000113', name: 'Jack Smith', dateOfBirth: '1987-03-16' },
  { trn: '3000114', name: 'Jack Smith', dateOfBirth: '1994-09-29' },
  { trn: '3000115', name: 'Wanda Pryce-Jones', dateOfBirth: '1975-12-19' },
  { trn: '3000116', name: 'Hassan Jamil', dateOfBirth: '1989-10-07' },
] as const
