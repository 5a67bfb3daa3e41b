/** What was entered, without blanks around it; empty where it is neither text nor number. */
export function toTrimmedString(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
