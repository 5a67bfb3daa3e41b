import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { silent } from '../../../../tools/log.cts';
import { runExclusive } from '../../../../tools/n8n/process/mutex.cts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'turn-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const work = () => Promise.resolve('done');

test('the next one has the turn after the first gave it back, also after a failure', async () => {
	await expect(
		runExclusive(folder, 1, silent, () => Promise.reject(new Error('no'))),
	).rejects.toThrow('no');

	await expect(runExclusive(folder, 0, silent, work)).resolves.toBe('done');
});

test('the turn of a process that died is free', async () => {
	const dead = spawnSync(process.execPath, ['--version']);
	writeFileSync(join(folder, '7'), String(dead.pid));

	await expect(runExclusive(folder, 0, silent, work)).resolves.toBe('done');
});

test('the turn of a living process is waited for, then refused in words', async () => {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, '1'), String(process.ppid));
	const said: string[] = [];

	await expect(runExclusive(folder, 0, (line) => said.push(line), work)).rejects.toThrow(
		new RegExp(`Process ${process.ppid} .* delete that folder`),
	);
	expect(said).toEqual([expect.stringContaining(String(process.ppid))]);
});

test('of many who find it free, one at a time works', async () => {
	let inside = 0;
	const alone = async () => {
		inside += 1;
		await new Promise((resolve) => setTimeout(resolve, 5));
		const seen = inside;
		inside -= 1;
		return seen;
	};

	const seen = await Promise.all(
		Array.from({ length: 8 }, () => runExclusive(folder, 1, silent, alone)),
	);

	expect(seen).toEqual(Array(8).fill(1));
});
