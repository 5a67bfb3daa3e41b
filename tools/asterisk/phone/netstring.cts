/** `5:hello,` */
export function writeNetstring(text: string): Buffer {
	const body = Buffer.from(text);
	return Buffer.concat([Buffer.from(`${body.length}:`), body, Buffer.from(',')]);
}

export interface Netstrings {
	texts: string[];
	/** Bytes of one that is not whole yet. */
	rest: Buffer;
}

export function readNetstrings(bytes: Buffer): Netstrings {
	const texts: string[] = [];
	let rest = bytes;
	for (;;) {
		const colon = rest.indexOf(':');
		if (colon < 0) return { texts, rest };
		const length = Number(rest.toString('latin1', 0, colon));
		if (!Number.isInteger(length) || length < 0)
			throw new Error('The phone sent something that is no netstring.');
		const end = colon + 1 + length;
		if (rest.length <= end) return { texts, rest };
		texts.push(rest.toString('utf8', colon + 1, end));
		rest = rest.subarray(end + 1);
	}
}
