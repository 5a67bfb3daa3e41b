import type { Extension } from '../../../pbx/model/extension';
import { Failure } from '../../../pbx/model/failure';
import { extensionList } from '../actions/extension/extensionItem';
import { partOf } from '../actions/operation';
import { extensionStateLabels, monitorPermissionPhrases } from '../labels';
import { byNumber, labelOf, numberAndName, search } from './search';

/** What a picker shows of an extension, and which ones come first. */
interface Picker {
	/** Lasting rights. */
	rights(extension: Extension): string | undefined;
	/** The lower, the nearer to the top; extensions of the same rank are sorted by number. */
	rank(extension: Extension): number;
}

function searchWith({ rights, rank }: Picker) {
	return search(async (pbx) => {
		const extensions = partOf(pbx, extensionList);
		const found = extensions instanceof Failure ? extensions : await extensions.query();
		if (found instanceof Failure) return found;
		return [...found]
			.sort((one, other) => rank(one) - rank(other) || byNumber(one, other))
			.map((extension) => ({
				label: labelOf(numberAndName(extension), rights(extension)),
				value: extension.number,
				alsoFoundBy: extensionStateLabels[extension.state],
			}));
	});
}

export const searchExtensions = searchWith({ rights: () => undefined, rank: () => 0 });

/** Those who may monitor and are idle come first. */
export const searchSupervisors = searchWith({
	rights: ({ monitorMode }) => monitorMode && monitorPermissionPhrases[monitorMode],
	rank: ({ monitorMode, state }) => {
		if (monitorMode === 'disabled') return 2;
		return state === 'idle' ? 0 : 1;
	},
});

/** Those who are in a call come first. */
export const searchMonitored = searchWith({
	rights: ({ allowBeingMonitored }) =>
		allowBeingMonitored === false ? 'may not be monitored' : undefined,
	rank: ({ state }) => (state === 'inCall' || state === 'onHold' ? 0 : 1),
});
