import type { LiveCall, LiveMonitoring } from '../../../model/pbxState.cts';
import { field, type Endpoints, type YeastarPPbx } from '../apiCall.cts';
import { refused, success, type Answer, type ReplyFields } from '../http/answer.cts';
import { callPath, memberOf, supervisorMember } from '../members.cts';

/** One call as `call/query` shows it, and what it is found by. */
interface ShownCall {
	id: string;
	type: string;
	extensions: string[];
	members: ReplyFields[];
}

async function shownCall(
	call: LiveCall,
	monitoring: readonly LiveMonitoring[],
	{ model, switches }: YeastarPPbx,
): Promise<ShownCall> {
	const path = await callPath(call, model);
	const ends = [call.caller, call.callee].flatMap((end) =>
		end?.kind === 'extension' ? [end.number] : [],
	);
	const supervisors =
		switches.monitoringShownAs === 'memberOfTheCall'
			? monitoring.filter(({ monitored }) => ends.includes(monitored))
			: [];
	return {
		id: call.id,
		type: call.direction,
		extensions: [...ends, ...supervisors.map(({ supervisor }) => supervisor.number)],
		members: [
			...memberOf(call.caller, { call, role: 'caller', path }, switches),
			...memberOf(call.callee, { call, role: 'callee', path }, switches),
			...supervisors.flatMap((each) => supervisorMember(each, switches)),
		],
	};
}

async function shownCalls(pbx: YeastarPPbx): Promise<ShownCall[]> {
	const { model, switches, clock, hiddenUntil } = pbx;
	const { calls, monitoring } = await model.liveCalls();
	const visible = calls.filter(({ id }) => clock.now() >= (hiddenUntil.get(id) ?? 0));
	const shown = await Promise.all(visible.map((call) => shownCall(call, monitoring, pbx)));
	if (switches.consultationShownAs === 'memberOfTheCall') mergeConsultations(shown, visible);
	if (switches.monitoringShownAs !== 'ownCall') return shown;
	const ofSupervisors = monitoring.map(
		(each): ShownCall => ({
			id: each.id,
			type: 'internal',
			extensions: [each.supervisor.number],
			members: supervisorMember(each, switches),
		}),
	);
	return [...shown, ...ofSupervisors];
}

/** Takes the members of a consultation into the call that is to be transferred. */
function mergeConsultations(shown: ShownCall[], calls: readonly LiveCall[]): void {
	for (const { id, asksFor } of calls) {
		const first = shown.find((each) => each.id === asksFor);
		const asking = shown.find((each) => each.id === id);
		if (!first || !asking) continue;
		first.members.push(...asking.members);
		first.extensions.push(...asking.extensions);
		shown.splice(shown.indexOf(asking), 1);
	}
}

function noCalls({ switches }: YeastarPPbx): Answer {
	switch (switches.noCalls) {
		case 'emptyList':
			return success({ data: [] });
		case 'absent':
			return success();
		case '60001':
			return refused('60001');
	}
}

export const calls: Endpoints = {
	'call/query': {
		method: 'GET',
		required: [],
		async answer(call, pbx) {
			const [extension, id, type] = ['extension', 'call_id', 'type'].map((name) =>
				field(call, name),
			);
			const wanted = (await shownCalls(pbx)).filter(
				(each) =>
					(!extension || each.extensions.includes(extension)) &&
					(!id || each.id === id) &&
					(!type || each.type === type),
			);
			if (wanted.length === 0) return noCalls(pbx);
			return success({ data: wanted.map(({ id: call_id, members }) => ({ call_id, members })) });
		},
	},
};
