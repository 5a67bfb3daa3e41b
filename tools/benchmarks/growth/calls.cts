import { z } from 'zod';
import { createAsteriskCredential } from '../../proof/asteriskCredential.cts';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import type { BenchmarkSettings } from '../options.cts';
import { serveAmi, type AmiPbx } from '../pbx/amiPbx.cts';
import type { AmiCall } from '../pbx/amiChannels.cts';
import { measuredWorkflow, pathOf } from '../workflows/measuredWorkflow.cts';
import { callsOfChannels, getManyCalls, channelsByHttp } from '../workflows/asteriskCalls.cts';
import { inARow } from '../workflows/workflows.cts';
import { measuredSizeShape, measureRounds, type ListSize } from './rounds.cts';

const kinds = ['internal', 'inbound'] as const;

/** Between two extensions each, or each from a customer over the same trunk. */
export type CallKind = (typeof kinds)[number];

export const callsShape = z.array(
	z.object({
		name: z.string(),
		kind: z.enum(kinds),
		sizes: z.array(measuredSizeShape.extend({ channels: z.number() })),
	}),
);

export type Calls = z.infer<typeof callsShape>;

export const callRivals = {
	own: 'PBX node, Call: Get Many',
	rival: 'HTTP Request, Code',
};

const channelCounts = [10, 100, 1_000];

interface Rival {
	name: string;
	kind: CallKind;
	sizes: ListSize[];
}

/** The live calls of an Asterisk, one item for each; a call has two channels. */
export async function measureCalls(bench: BenchmarkSettings): Promise<Calls> {
	const opened: AmiPbx[] = [];
	try {
		const measure = async (owned: OwnedN8n) => {
			const all: Rival[] = [];
			for (const kind of kinds) {
				const [own, rival]: [ListSize[], ListSize[]] = [[], []];
				for (const channels of channelCounts) {
					const pbx = await serveAmi({ calls: liveCalls(kind, channels / 2), idle: [] });
					opened.push(pbx);
					const nodes = await workflowsFor(owned, pbx, `${kind} ${channels}`, channels / 2);
					own.push(nodes.own);
					rival.push(nodes.rival);
				}
				all.push({ name: callRivals.own, kind, sizes: own });
				all.push({ name: callRivals.rival, kind, sizes: rival });
			}
			await measureRounds(
				'Calls',
				all.flatMap(({ sizes }) => sizes),
				owned.n8n,
				bench,
			);
			return all.map(({ sizes, ...rival }) => ({
				...rival,
				sizes: sizes.map(({ items, milliseconds }) => ({ channels: 2 * items, milliseconds })),
			}));
		};
		return await withOwnedN8n(bench.log, measure, { collectsGarbage: true });
	} finally {
		for (const pbx of opened) await pbx.close();
	}
}

async function workflowsFor(owned: OwnedN8n, pbx: AmiPbx, name: string, items: number) {
	const credential = await createAsteriskCredential(owned.session, name, pbx, pbx.account);
	const publish = async (who: string, nodes: Parameters<typeof inARow>[1]): Promise<ListSize> => {
		const path = pathOf(`calls ${who} ${name}`);
		const workflow = await measuredWorkflow(owned, path, inARow(path, nodes));
		return { items, workflow, milliseconds: [] };
	};
	return {
		own: await publish('own', [getManyCalls(credential)]),
		rival: await publish('rival', [channelsByHttp(pbx.url, credential), callsOfChannels]),
	};
}

function liveCalls(kind: CallKind, count: number): AmiCall[] {
	return Array.from({ length: count }, (_, n) => ({
		caller:
			kind === 'internal'
				? { number: String(10_000 + n), isExtension: true }
				: { number: String(151_000_000 + n), isExtension: false },
		agent: String(20_000 + n),
	}));
}
