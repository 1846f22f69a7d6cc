/** The API's description: an operation for every route that the gate's table names. */
import { ROUTE_PERMISSIONS } from '../../access/gate.ts';
import { ALERT_OPERATIONS } from './alerts.ts';
import { ARRIVING_OPERATIONS } from './arriving.ts';
import { ASSESSMENT_OPERATIONS } from './assessment.ts';
import { CHANNEL_OPERATIONS } from './channels.ts';
import { FIGURE_OPERATIONS } from './figures.ts';
import { PEER_OPERATIONS } from './peers.ts';
import { PROCESS_OPERATIONS } from './process.ts';
import { schemas, type Json } from './schemas.ts';

const OPERATIONS: Record<Exclude<keyof typeof ROUTE_PERMISSIONS, 'GET /*'>, Json> = {
	...PROCESS_OPERATIONS,
	...ARRIVING_OPERATIONS,
	...FIGURE_OPERATIONS,
	...ASSESSMENT_OPERATIONS,
	...PEER_OPERATIONS,
	...ALERT_OPERATIONS,
	...CHANNEL_OPERATIONS
};

/** OpenAPI 3.1. Every route of the gate's table is in it: the type above sees to that. */
export function openApi(): Json {
	const paths: Record<string, Json> = {};
	for (const [route, operation] of Object.entries(OPERATIONS)) {
		const [method, path] = route.split(' ') as [string, string];
		const permission = ROUTE_PERMISSIONS[route as keyof typeof ROUTE_PERMISSIONS];
		const template = path.replace(/:(\w+)/g, '{$1}');
		(paths[template] ??= {})[method.toLowerCase()] = {
			...operation,
			...(permission !== 'public' && { security: [{ token: [] }], 'x-permission': permission })
		};
	}
	return {
		openapi: '3.1.0',
		info: { title: '热线 Rexian', version: '1', license: { name: 'MIT' } },
		paths,
		components: {
			schemas: schemas(),
			securitySchemes: { token: { type: 'http', scheme: 'bearer' } }
		}
	};
}
