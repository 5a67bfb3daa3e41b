import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines } from './command.cts';
import { freePort } from './freePorts.cts';
import { startProcess } from './ownProcess.cts';
import { poll } from '../../poll.cts';
import { getRedis } from '../install/redisProgram.cts';
import type { Log } from '../../log.cts';

/** A running Redis on the loopback address; what it holds goes with it. */
export interface Redis {
	port: number;
	close(): Promise<void>;
}

export async function startRedis(log: Log): Promise<Redis> {
	const { file, env } = await getRedis(log);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-redis-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const logFile = join(folder, 'redis.log');
	const port = await freePort();
	const onlyInMemory = ['--save', '', '--appendonly', 'no'];
	const onlyHere = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
	const running = await startProcess(file, [...onlyHere, ...onlyInMemory], {
		cwd: folder,
		env,
		logFile,
	});
	const close = async () => {
		await running.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	let ended = false;
	void running.ended.then(() => (ended = true));
	const outcome = await poll(10_000, async () => {
		if (ended) return 'ended';
		return (await answersPing(port)) ? 'ready' : undefined;
	});
	if (outcome === 'ready') return { port, close };
	const said = lastLines(readFileSync(logFile, 'utf8'));
	await close();
	throw new Error(`Redis ${outcome === 'ended' ? 'ended by itself' : 'does not answer'}:\n${said}`);
}

function answersPing(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port, timeout: 2_000 });
		const finish = (answers: boolean) => {
			socket.destroy();
			resolve(answers);
		};
		socket.once('connect', () => socket.write('PING\r\n'));
		socket.once('data', (data) => finish(data.toString().startsWith('+PONG')));
		socket.once('timeout', () => finish(false)).once('error', () => finish(false));
	});
}
