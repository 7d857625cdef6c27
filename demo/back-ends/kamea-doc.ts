const VALUE = {
  value: { type: 'number' },
  unit: { type: 'string', examples: ['°C', '%', 'ppm', 'lx'] },
};

const TELEMETRIES = {
  type: 'object',
  required: ['deviceId', 'tenantId', 'timestamp', 'telemetries'],
  properties: {
    deviceId: { type: 'string', examples: ['C5C80001'] },
    tenantId: { type: 'string', examples: ['12B80001'] },
    timestamp: {
      description: 'When it was measured: ISO 8601, or milliseconds since 1970.',
      oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }],
    },
    telemetries: {
      description: 'The values. Which of the two shapes is sent depends on the device.',
      oneOf: [
        {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'value'],
            properties: { name: { type: 'string' }, ...VALUE },
          },
        },
        {
          type: 'array',
          items: {
            type: 'object',
            required: ['key', 'value'],
            properties: { key: { type: 'string' }, ...VALUE, timestamp: { type: 'integer' } },
          },
        },
      ],
    },
  },
};

const SUBSCRIPTION = {
  type: 'object',
  required: ['deviceId', 'tenantId'],
  properties: { deviceId: { type: 'string' }, tenantId: { type: 'string' } },
};

/**
 * The service's AsyncAPI 2.6 document, written from the client's side: `publish` is what the client sends,
 * `subscribe` what it is sent.
 * @param port of the service
 */
export function asyncApi(port: number) {
  const reference = (name: string) => ({ $ref: `#/components/messages/${name}` });
  return {
    asyncapi: '2.6.0',
    info: {
      title: 'Kamea WSS',
      version: '1.0.0',
      description:
        'Live telemetry of devices over Socket.IO 4, namespace "devices". Each message is sent once; nothing is replayed.',
    },
    defaultContentType: 'application/json',
    servers: {
      demo: {
        url: `http://localhost:${port}/devices`,
        protocol: 'socket.io',
        description: 'The access token goes into the Authorization header of the handshake.',
        security: [{ bearer: [] }],
      },
    },
    channels: {
      telemetries: {
        publish: {
          operationId: 'subscribeToTelemetries',
          summary:
            'Subscribe to the telemetry of one device; once a device, and again after every reconnect.',
          message: reference('subscription'),
        },
        subscribe: {
          operationId: 'onTelemetries',
          summary: 'Telemetry of a device subscribed to.',
          message: reference('telemetries'),
        },
      },
      access_denied: {
        subscribe: {
          operationId: 'onAccessDenied',
          summary: 'Not authorised, or no longer: the server then disconnects by force.',
          message: reference('nothing'),
        },
      },
      internal_server_error: {
        subscribe: {
          operationId: 'onInternalServerError',
          summary: 'Something behind the service is down; the subscription was not made.',
          message: reference('fault'),
        },
      },
    },
    components: {
      messages: {
        subscription: { payload: SUBSCRIPTION },
        telemetries: { payload: TELEMETRIES },
        nothing: { payload: { type: 'null' } },
        fault: { payload: { type: 'object', properties: { message: { type: 'string' } } } },
      },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
