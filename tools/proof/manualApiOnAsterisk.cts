import { serveManualApi, type ManualApi } from '../../simulator/manualApi.cts';
import { AsteriskPbx, type AsteriskOffice } from '../../simulator/model/asterisk/asteriskPbx.cts';
import { AsteriskManager } from '../../simulator/model/asterisk/manager.cts';
import { extensionSetup } from '../../simulator/model/office.cts';
import { Bench } from '../asterisk/bench.cts';
import { dialplanContext } from '../asterisk/pbx/configuration.cts';
import { extensionOf } from '../asterisk/phones.cts';

/** What an administrator of an OpenVox UC would have set for the phones of the bench. */
const office: AsteriskOffice = {
	context: dialplanContext,
	extensions: [
		extensionSetup({ number: extensionOf.A, name: 'Supervisor', monitorMode: 'all' }),
		extensionSetup({ number: extensionOf.B, name: 'Agent', allowBeingMonitored: true }),
		extensionSetup({ number: extensionOf.C, name: 'Customer' }),
		extensionSetup({ number: extensionOf.D, name: 'Second agent', allowBeingMonitored: true }),
	].map(({ settings }) => settings),
};

/** The manual's API in front of the bench's Asterisk: its calls and its monitoring are real. */
export function manualApiOn(bench: Bench): Promise<ManualApi> {
	const manager = new AsteriskManager(bench.url, Bench.users.harness);
	return serveManualApi(new AsteriskPbx(manager, office));
}
