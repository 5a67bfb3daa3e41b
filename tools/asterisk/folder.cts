import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Asterisk's control socket lies in it, and paths of sockets are limited to 107 characters. */
const longest = 60;

/** A new folder for one run. */
export function runFolder(): string {
	const parent = tmpdir().length > longest ? '/tmp' : tmpdir();
	return mkdtempSync(join(parent, 'pbx-'));
}
