import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { command } from '../../n8n/process/command.cts';
import { getN8n, type N8nProgram } from '../../n8n/process/program.cts';
import type { BenchmarkSettings } from '../options.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import {
	getVendorPackage,
	vendorPackage,
	vendorVersion,
	withOurPackage,
	type Packed,
	type UnpackedPackage,
} from './packages.cts';

const weighedShape = z.object({
	name: z.string(),
	/** Bytes; not for a node that comes with n8n. */
	size: z.object({ packed: z.number(), unpacked: z.number() }).optional(),
	/** What is loaded with the node beyond n8n-workflow. */
	loaded: z.object({ files: z.number(), bytes: z.number() }),
	milliseconds: z.array(z.number()),
});

export const weightShape = circumstancesShape.extend({ nodes: z.array(weighedShape) });

export type Weight = z.infer<typeof weightShape>;

interface Loadable {
	name: string;
	size?: Packed;
	/** The JavaScript files of the node and its credential. */
	files: string[];
}

const timesARound = 3;

/** Each in a fresh Node process, again and again, in turns. */
export async function measureWeight({ rounds, log }: BenchmarkSettings): Promise<Values<Weight>> {
	const program = await getN8n(log);
	const vendor = await getVendorPackage(log);
	return withOurPackage(async (own) => {
		const measured = loadables(own, vendor, program).map((loadable) => ({
			loadable,
			loaded: { files: 0, bytes: 0 },
			milliseconds: [] as number[],
		}));
		for (let turn = 0; turn <= rounds * timesARound; turn += 1) {
			if (turn === 0) log('Weight, warming up …');
			else if (turn % timesARound === 1)
				log(`Weight, round ${Math.ceil(turn / timesARound)} of ${rounds} …`);
			for (const one of measured) {
				const { milliseconds, ...loaded } = await loadOnce(program, one.loadable.files);
				one.loaded = loaded;
				if (turn > 0) one.milliseconds.push(milliseconds);
			}
		}
		return {
			nodes: measured.map(({ loadable: { name, size }, loaded, milliseconds }) => ({
				name,
				...(size && { size }),
				loaded,
				milliseconds,
			})),
		};
	});
}

function loadables(own: UnpackedPackage, vendor: UnpackedPackage, program: N8nProgram): Loadable[] {
	const ownFiles = nodesAndCredentials(own.folder);
	return [
		{
			name: 'PBX node',
			size: own.size,
			files: ownFiles.filter((file) => !file.includes('Trigger')),
		},
		{ name: 'PBX node and PBX Trigger', size: own.size, files: ownFiles },
		fromN8n(program, 'Twilio', 'TwilioApi'),
		fromN8n(program, 'Vonage', 'VonageApi'),
		fromN8n(program, 'Plivo', 'PlivoApi'),
		fromN8n(program, 'Confluence', 'ConfluenceCloudOAuth2Api'),
		{
			name: `Firecrawl (${vendorPackage} ${vendorVersion})`,
			size: vendor.size,
			files: nodesAndCredentials(vendor.folder),
		},
	];
}

const packageShape = z.object({
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

/** The files that a package names for n8n to load. */
function nodesAndCredentials(folder: string): string[] {
	const text = readFileSync(join(folder, 'package.json'), 'utf8');
	const { nodes, credentials } = packageShape.parse(JSON.parse(text)).n8n;
	return [...nodes, ...credentials].map((file) => join(folder, file));
}

function fromN8n(program: N8nProgram, node: string, credential: string): Loadable {
	const dist = join(packagesOf(program), 'n8n-nodes-base', 'dist');
	return {
		name: `${node} (comes with n8n)`,
		files: [
			join(dist, 'nodes', node, `${node}.node.js`),
			join(dist, 'credentials', `${credential}.credentials.js`),
		],
	};
}

/** The folder with n8n and everything that it needs. */
function packagesOf({ script }: N8nProgram): string {
	return dirname(dirname(dirname(script)));
}

const loadedShape = z.object({ milliseconds: z.number(), files: z.number(), bytes: z.number() });

async function loadOnce(
	program: N8nProgram,
	files: readonly string[],
): Promise<z.infer<typeof loadedShape>> {
	const packages = packagesOf(program);
	const args = [join(__dirname, 'loadOnce.cjs'), join(packages, 'n8n-workflow'), ...files];
	const said = await command(program.node, args, {
		cwd: __dirname,
		// A community node finds n8n-workflow in the n8n that loads it.
		env: { ...program.env, NODE_PATH: packages },
		limitMinutes: 1,
	});
	return loadedShape.parse(JSON.parse(said));
}
