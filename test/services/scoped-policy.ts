/** A policy of a product, an API or an operation. */
export function scopedPolicy(inbound: string, outbound?: string): string {
  return `<policies>
  <inbound>
    <base />
    ${inbound}
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />${outbound === undefined ? '' : `\n    ${outbound}`}
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>`;
}
