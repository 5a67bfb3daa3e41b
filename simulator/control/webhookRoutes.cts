import type { YeastarPApi } from '../yeastarPApi.cts';
import type { MoreRoutes } from './control.cts';
import { badRequest, result } from './controls.cts';
import { isRecord } from './requests.cts';

/** What an administrator of a P-Series does under *Webhook Event Push*. */
export function webhookRoutes({ webhooks }: Pick<YeastarPApi, 'webhooks'>): MoreRoutes {
	return (app) => {
		app.get('/webhooks', () => webhooks.list());
		app.post('/webhooks', ({ body }, reply) => {
			if (!isRecord(body) || typeof body.url !== 'string')
				return badRequest(reply, 'url is needed');
			const added = webhooks.add(body.url);
			return typeof added === 'string' ? result(reply, added) : reply.send(added);
		});
		app.post<{ Params: { id: string } }>('/webhooks/:id/test', ({ params }, reply) =>
			result(reply, webhooks.sendTest(Number(params.id))),
		);
		app.delete<{ Params: { id: string } }>('/webhooks/:id', ({ params }, reply) => {
			webhooks.remove(Number(params.id));
			return result(reply, 'done');
		});
	};
}
