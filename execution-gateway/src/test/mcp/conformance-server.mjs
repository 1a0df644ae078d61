// The fixtures that the official conformance suite calls by fixed names.
import { serve, sleep, text } from './rpc.mjs';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const image = { type: 'image', data: PNG, mimeType: 'image/png' };
const resource = (uri, mimeType, words) => ({ type: 'resource', resource: { uri, mimeType, text: words } });
const NOTHING = { type: 'object', properties: {} };
const one = (name) => ({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] });
const log = (peer, data) => peer.notify('notifications/message', { level: 'info', logger: 'fixture', data });
const options = (names) => names.map(([value, title]) => ({ const: value, title }));

const DEFAULTS = {
  name: { type: 'string', description: 'User name', default: 'John Doe' },
  age: { type: 'integer', description: 'User age', default: 30 },
  score: { type: 'number', description: 'User score', default: 95.5 },
  status: { type: 'string', description: 'User status', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', description: 'Verification status', default: true },
};
const ENUMS = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: {
    type: 'string',
    oneOf: options([['value1', 'First Option'], ['value2', 'Second Option'], ['value3', 'Third Option']]),
  },
  legacyEnum: {
    type: 'string',
    enum: ['opt1', 'opt2', 'opt3'],
    enumNames: ['Option One', 'Option Two', 'Option Three'],
  },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: {
    type: 'array',
    items: { anyOf: options([['value1', 'First Choice'], ['value2', 'Second Choice'], ['value3', 'Third Choice']]) },
  },
};

async function elicited(peer, properties) {
  const requestedSchema = { type: 'object', properties, required: [] };
  const answer = await peer.ask('elicitation/create', { message: 'Please answer', requestedSchema });
  return text(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
}

const tools = {
  test_simple_text: [NOTHING, () => text('This is a simple text response for testing.')],
  test_image_content: [NOTHING, () => ({ content: [image] })],
  test_audio_content: [NOTHING, () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] })],
  test_embedded_resource: [
    NOTHING,
    () => ({ content: [resource('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')] }),
  ],
  test_multiple_content_types: [
    NOTHING,
    () => ({
      content: [
        { type: 'text', text: 'Multiple content types test:' },
        image,
        resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
      ],
    }),
  ],
  test_tool_with_logging: [
    NOTHING,
    async (_, peer) => {
      log(peer, 'Tool execution started');
      await sleep(50);
      log(peer, 'Tool processing data');
      await sleep(50);
      log(peer, 'Tool execution completed');
      return text('Tool with logging executed successfully');
    },
  ],
  test_tool_with_progress: [
    NOTHING,
    async (_, peer, { _meta }) => {
      for (const progress of [0, 50, 100]) {
        if (_meta?.progressToken !== undefined) {
          peer.notify('notifications/progress', { progressToken: _meta.progressToken, progress, total: 100 });
        }
        await sleep(50);
      }
      return text('Tool with progress executed successfully');
    },
  ],
  test_error_handling: [
    NOTHING,
    () => ({ ...text('This tool intentionally returns an error for testing'), isError: true }),
  ],
  test_sampling: [
    one('prompt'),
    async ({ prompt }, peer) => {
      const messages = [{ role: 'user', content: { type: 'text', text: prompt } }];
      const answer = await peer.ask('sampling/createMessage', { messages, maxTokens: 100 });
      return text(`LLM response: ${answer.content?.text}`);
    },
  ],
  test_elicitation: [
    one('message'),
    async ({ message }, peer) => {
      const requestedSchema = {
        type: 'object',
        properties: {
          username: { type: 'string', description: "User's response" },
          email: { type: 'string', description: "User's email address" },
        },
        required: ['username', 'email'],
      };
      const answer = await peer.ask('elicitation/create', { message, requestedSchema });
      return text(`User response: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
    },
  ],
  test_elicitation_sep1034_defaults: [NOTHING, (_, peer) => elicited(peer, DEFAULTS)],
  test_elicitation_sep1330_enums: [NOTHING, (_, peer) => elicited(peer, ENUMS)],
  test_reconnection: [
    NOTHING,
    async () => {
      await sleep(100);
      return text('Reconnection test completed successfully');
    },
  ],
  json_schema_2020_12_tool: [
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: {
        address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } },
      },
      properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
      additionalProperties: false,
    },
    (given) => text(JSON.stringify(given)),
  ],
};

const prompts = {
  test_simple_prompt: [[], () => [{ type: 'text', text: 'This is a simple prompt for testing.' }]],
  test_prompt_with_arguments: [
    ['arg1', 'arg2'],
    ({ arg1, arg2 }) => [{ type: 'text', text: `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'` }],
  ],
  test_prompt_with_embedded_resource: [
    ['resourceUri'],
    ({ resourceUri }) => [
      resource(resourceUri, 'text/plain', 'Embedded resource content for testing.'),
      { type: 'text', text: 'Please process the embedded resource above.' },
    ],
  ],
  test_prompt_with_image: [[], () => [image, { type: 'text', text: 'Please analyze the image above.' }]],
};

const found = (object, name) => {
  if (!Object.hasOwn(object, name)) throw Object.assign(new Error(`Unknown: ${name}`), { code: -32602 });
  return object[name];
};

function read(uri) {
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
  if (id) {
    const data = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
    return { uri, mimeType: 'application/json', text: data };
  }
  if (uri === 'test://static-binary') return { uri, mimeType: 'image/png', blob: PNG };
  return { uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' };
}

serve({
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, logging: {}, completions: {} },
    serverInfo: { name: 'conformance-fixture', version: '1' },
  }),
  ping: () => ({}),
  'tools/list': () => ({
    tools: Object.entries(tools).map(([name, [inputSchema]]) => ({ name, description: `Fixture ${name}`, inputSchema })),
  }),
  'tools/call': (params, peer) => found(tools, params.name)[1](params.arguments ?? {}, peer, params),
  'resources/list': () => ({
    resources: ['static-text', 'static-binary', 'watched-resource'].map((name) => ({
      uri: `test://${name}`,
      name,
      description: `Fixture ${name}`,
      mimeType: name === 'static-binary' ? 'image/png' : 'text/plain',
    })),
  }),
  'resources/templates/list': () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template', description: 'Fixture' }],
  }),
  'resources/read': ({ uri }) => ({ contents: [read(uri)] }),
  'resources/subscribe': () => ({}),
  'resources/unsubscribe': () => ({}),
  'prompts/list': () => ({
    prompts: Object.entries(prompts).map(([name, [names]]) => ({
      name,
      description: `Fixture ${name}`,
      arguments: names.map((argument) => ({ name: argument, description: argument, required: true })),
    })),
  }),
  'prompts/get': ({ name, arguments: given }) => ({
    messages: found(prompts, name)[1](given ?? {}).map((content) => ({ role: 'user', content })),
  }),
  'completion/complete': () => ({ completion: { values: ['paris', 'park', 'party'], total: 3, hasMore: false } }),
  'logging/setLevel': () => ({}),
});
