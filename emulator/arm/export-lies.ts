import type { Fault } from '../http/fault.ts';

/** WSDL and WADL exports that are not what the API has (facts 2.2: documents of others, incomplete ones). */
export const exportLies = {
  'leaves an operation out': changing((text) =>
    text
      .replace(/<wsdl:operation name="(\w+)">(?:(?!<\/wsdl:operation>)[\s\S])*<\/wsdl:operation>/, '')
      .replace(/<method [^>]*>(?:(?!<\/method>)[\s\S])*<\/method>/, ''),
  ),
  'has an operation of another API': changing((text) =>
    text
      .replace('</wsdl:portType>', '<wsdl:operation name="Foreign" /></wsdl:portType>')
      .replace('</resource>', '<method name="OPTIONS" id="foreign" /></resource>'),
  ),
  'calls operations otherwise': changing((text) =>
    text.replace(/<wsdl:operation name="/g, '<wsdl:operation name="Renamed'),
  ),
  'leaves out what is no SOAP': changing((text) =>
    text.replace(
      /<wsdl:operation name="(?:Purge|Health|Upload)">(?:(?!<\/wsdl:operation>)[\s\S])*<\/wsdl:operation>/g,
      '',
    ),
  ),
  'is cut off': changing((text) => text.slice(0, -40)),
} satisfies Record<string, Fault>;

function changing(change: (text: string) => string): Fault {
  return {
    method: 'GET',
    path: /\/api-export\//,
    answer: (truth) => (typeof truth.body === 'string' ? { ...truth, body: change(truth.body) } : truth),
  };
}
