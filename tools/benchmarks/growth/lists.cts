import { z } from 'zod';
import { runningClock } from '../../../simulator/clock.cts';
import { serveManualApi, type ManualApi } from '../../../simulator/manualApi.cts';
import { InMemoryPbx } from '../../../simulator/model/inMemory/inMemoryPbx.cts';
import { extensionSetup } from '../../../simulator/model/office.cts';
import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import type { BenchmarkSettings } from '../options.cts';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import { serveWrittenLists, type WrittenLists } from '../pbx/writtenLists.cts';
import { measuredWorkflow, pathOf } from '../workflows/measuredWorkflow.cts';
import {
	getManyExtensions,
	inARow,
	queryByHttp,
	splitOut,
	type Measured,
	xmlToJson,
} from '../workflows/workflows.cts';
import { measuredSizeShape, measureRounds, type ListSize } from './rounds.cts';

export const listsShape = z.array(
	z.object({
		name: z.string(),
		format: z.enum(['json', 'xml']),
		sizes: z.array(measuredSizeShape.extend({ extensions: z.number() })),
	}),
);

export type Lists = z.infer<typeof listsShape>;

interface Rival {
	name: string;
	format: 'json' | 'xml';
	sizes: ListSize[];
}

export const listRivals = {
	json: { own: 'PBX node, Extension: Get Many', rival: 'HTTP Request, Split Out' },
	xml: { own: 'PBX node, Extension: Get Many', rival: 'HTTP Request, XML, Split Out' },
};

const sizes = [10, 100, 1_000, 5_000, 10_000, 20_000];

/** The list of all extensions, one item for each. */
export async function measureLists(bench: BenchmarkSettings): Promise<Lists> {
	const pbxs = new Map<number, LargePbx>();
	try {
		for (const size of sizes) pbxs.set(size, await serveLargePbx(size));
		const measure = async (owned: OwnedN8n) => {
			const all = await rivals(owned, pbxs);
			await measureRounds(
				'Lists',
				all.flatMap(({ sizes }) => sizes),
				owned.n8n,
				bench,
			);
			return all.map(({ name, format, sizes }) => ({
				name,
				format,
				sizes: sizes.map(({ items, milliseconds }) => ({
					extensions: items,
					milliseconds,
				})),
			}));
		};
		return await withOwnedN8n(bench.log, measure, { collectsGarbage: true });
	} finally {
		for (const pbx of pbxs.values()) await pbx.close();
	}
}

type LargePbx = WrittenLists & Pick<ManualApi, 'account'>;

async function serveLargePbx(count: number): Promise<LargePbx> {
	const pbx = await serveManualApi(largePbx(count));
	const front = await serveWrittenLists(pbx.url);
	return {
		url: front.url,
		account: pbx.account,
		async close() {
			await front.close();
			await pbx.close();
		},
	};
}

function largePbx(count: number): InMemoryPbx {
	const extensions = Array.from({ length: count }, (_, n) =>
		extensionSetup({ number: String(10_000 + n), name: `Agent ${n}`, allowBeingMonitored: true }),
	);
	return new InMemoryPbx({ extensions, trunk: 'trunk', queues: [], calls: [] }, runningClock());
}

async function rivals(owned: OwnedN8n, pbxs: ReadonlyMap<number, LargePbx>): Promise<Rival[]> {
	const all: Rival[] = [
		{ name: listRivals.json.own, format: 'json', sizes: [] },
		{ name: listRivals.json.rival, format: 'json', sizes: [] },
		{ name: listRivals.xml.own, format: 'xml', sizes: [] },
		{ name: listRivals.xml.rival, format: 'xml', sizes: [] },
	];
	for (const [extensions, { url, account }] of pbxs) {
		for (const { name, format, sizes } of all) {
			const path = pathOf(`${name} ${format} ${extensions}`);
			const credential = await createPbxCredential(owned.session, path, {
				baseUrl: url,
				...account,
				dataFormat: format,
			});
			const list = `${url}/api/v0.0.1/extension/query?type=${format}`;
			const nodes: Measured[] =
				name === listRivals[format].own
					? [getManyExtensions(credential)]
					: [queryByHttp(list, format, credential), ...afterTheQuery[format]];
			const workflow = await measuredWorkflow(owned, path, inARow(path, nodes));
			sizes.push({ items: extensions, workflow, milliseconds: [] });
		}
	}
	return all;
}

const afterTheQuery: Record<'json' | 'xml', Measured[]> = {
	json: [splitOut('extinfos')],
	xml: [xmlToJson, splitOut('xml.extinfos.item')],
};
