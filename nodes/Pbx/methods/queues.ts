import type { ExtensionSummary } from '../../../pbx/model/extension';
import { Failure } from '../../../pbx/model/failure';
import type { QueueSummary } from '../../../pbx/model/queue';
import { extensionList } from '../actions/extension/extensionItem';
import { partOf, type Need } from '../actions/operation';
import { extensionStateLabels } from '../labels';
import { byNumber, labelOf, numberAndName, search, type Entry } from './search';

type ListQueues = () => Promise<QueueSummary[] | Failure>;

const queueList: Need<ListQueues> = {
	part: ({ queues }) => queues?.list,
	what: 'a list of queues',
};

export const searchQueues = search(async (pbx) => {
	const list = partOf(pbx, queueList);
	const queues = list instanceof Failure ? list : await list();
	if (queues instanceof Failure) return queues;
	return [...queues]
		.sort(byNumber)
		.map((queue) => ({ label: numberAndName(queue), value: queue.number }));
});

/** Who can take a call: idle extensions, then queues, then the other extensions. */
export const searchTransferTargets = search(async (pbx) => {
	const extensions = partOf(pbx, extensionList);
	const rows = extensions instanceof Failure ? extensions : await extensions.list();
	if (rows instanceof Failure) return rows;
	// A PBX without a list of queues, or a user who may not see it, still has extensions.
	const queues = (await queueList.part(pbx)?.()) ?? [];
	const sorted = [...rows].sort(byNumber);
	return [
		...sorted.filter(({ state }) => state === 'idle').map(extensionEntry),
		...(queues instanceof Failure ? [] : [...queues].sort(byNumber).map(queueEntry)),
		...sorted.filter(({ state }) => state !== 'idle').map(extensionEntry),
	];
});

function extensionEntry(extension: ExtensionSummary): Entry {
	return {
		label: numberAndName(extension),
		value: extension.number,
		alsoFoundBy: extensionStateLabels[extension.state],
	};
}

function queueEntry(queue: QueueSummary): Entry {
	return { label: labelOf(numberAndName(queue), 'queue'), value: queue.number };
}
