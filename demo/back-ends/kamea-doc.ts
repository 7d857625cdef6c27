/** The service's AsyncAPI document, written from the client's side: what it publishes and what it is subscribed to. */
export function asyncApi(port: number) {
  return {
    asyncapi: '2.6.0',
    info: {
      title: 'Kamea WSS',
      version: '1.0.0',
      description: 'Live telemetry of devices over Socket.IO, namespace "devices".',
    },
    servers: {
      demo: {
        url: `http://localhost:${port}`,
        protocol: 'socket.io',
        security: [{ bearer: [] }],
      },
    },
    channels: {
      telemetries: {
        publish: {
          summary: 'Subscribe to the telemetry of one device.',
          message: {
            payload: {
              type: 'object',
              required: ['deviceId', 'tenantId'],
              properties: { deviceId: { type: 'string' }, tenantId: { type: 'string' } },
            },
          },
        },
        subscribe: {
          summary: 'Telemetry of a device subscribed to.',
          message: {
            payload: {
              type: 'object',
              required: ['deviceId', 'telemetries'],
              properties: {
                deviceId: { type: 'string' },
                tenantId: { type: 'string' },
                timestamp: { oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }] },
                telemetries: {
                  oneOf: [
                    { type: 'object', additionalProperties: { type: 'number' } },
                    {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['name', 'value'],
                        properties: {
                          name: { type: 'string' },
                          value: { type: 'number' },
                          unit: { type: 'string' },
                        },
                      },
                    },
                  ],
                },
              },
            },
          },
        },
      },
      access_denied: {
        subscribe: { summary: 'Not authorised; the server disconnects.', message: { payload: {} } },
      },
      internal_server_error: {
        subscribe: {
          summary: 'Something behind the service is down.',
          message: { payload: { type: 'object', properties: { message: { type: 'string' } } } },
        },
      },
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}
