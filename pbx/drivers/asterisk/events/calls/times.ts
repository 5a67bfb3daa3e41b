/** `2026-11-24 22:10:17` of the PBX's clock as ISO 8601; empty where it is none. */
export function localTime(time: string, offset: string): string {
	const [, date, clock] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(time) ?? [];
	return date === undefined ? '' : `${date}T${clock}${offset}`;
}

/** A moment (ms since 1970) as ISO 8601 with the offset of the PBX's clock. */
export function atOffset(ms: number, offset: string): string {
	const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
	const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
	const local = new Date(ms + (sign === '-' ? -ahead : ahead)).toISOString();
	return local.replace(/\.\d+Z$/, sign === undefined ? 'Z' : offset);
}
