/**
 * When the call began, ms since 1970: the ids that the guide prints, such as `1650012665.266`, begin with
 * the second of the start.
 */
export function startOfCall(id: string): number | undefined {
	const seconds = /^(\d{10})\.\d+$/.exec(id)?.[1];
	return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
