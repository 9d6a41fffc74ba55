/** What a file may be before it is read at all. The figures stop damage and bombs, not honest files: the largest has 25 MB. */

/** Of the file once unpacked. A national extract has about 20 MB today. */
export const LARGEST_FILE_BYTES = 500 * 1024 * 1024
/** Of a small table, which somebody has made in a spreadsheet and which is held in memory. Standards §1.3 (ASVS 5.1.1 to 5.4.3). */
export const LARGEST_TABLE_BYTES = 5 * 1024 * 1024
export const MOST_TABLE_ROWS = 50_000
/** Of one row, with all its columns: a quotation mark that is never closed swallows the rest of the file. */
export const LONGEST_ROW_CHARACTERS = 200_000
/** Bytes that windows-1252 leaves undefined, as a share of all: more means that the text is in another encoding. Standards §3.1. */
export const MOST_UNDEFINED_BYTES = 0.001
/** Rows that cannot be used, as a share of all: more means that the file is damaged, and nothing of it is used. */
export const MOST_REJECTS = 0.01
/** A few bad rows do not condemn a short file. */
export const REJECTS_ALWAYS_BORNE = 5
/** Rows shown and kept, of those that cannot be used, and characters of each. */
export const REJECTS_KEPT = 200
export const REJECT_CHARACTERS_KEPT = 500
