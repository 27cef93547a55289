/** One specification of each format, and the same in other words. */
export const sdl = `
"A shop"
schema { query: Query }
type Query { pet(id: ID!, name: String = "Tom"): Pet  pets: [Pet!]! }
"""
What is sold
"""
type Pet implements Named & Node @key(fields: "id") { id: ID! name: String kind: Kind }
interface Named { name: String }
interface Node { id: ID! }
enum Kind { CAT DOG }
union Any = Pet | Query
input New { name: String! kind: Kind = CAT }
directive @key(fields: String) on OBJECT
scalar Date
`;
export const sdlInOtherWords = `
# of another author
scalar Date
directive @key(fields: String) on OBJECT
input New { kind: Kind = CAT, name: String! }
union Any = | Query | Pet
enum Kind { DOG, CAT }
interface Node { id: ID! } interface Named { name: String }
"What is sold" type Pet implements Node & Named @key(fields: "id") { name: String id: ID! }
extend type Pet { kind: Kind }
type Query { pets: [Pet!]! pet(name: String = "Tom", id: ID!): Pet }
"A shop" schema { query: Query }
`;

const xsd = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:pets">
  <xsd:element name="Get" type="tns:Id"/><xsd:element name="Got" type="xsd:string"/>
  <xsd:complexType name="Id"><xsd:sequence><xsd:element name="id" type="xsd:int" minOccurs="0"/></xsd:sequence></xsd:complexType>
</xsd:schema>`;
export const wsdl = `<?xml version="1.0"?>
<!-- of an author --><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="urn:pets" targetNamespace="urn:pets">
  <wsdl:documentation>About pets</wsdl:documentation>
  <wsdl:types>${xsd}</wsdl:types>
  <wsdl:message name="In"><wsdl:part name="p" element="tns:Get"/></wsdl:message>
  <wsdl:message name="Out"><wsdl:part name="p" element="tns:Got"/></wsdl:message>
  <wsdl:portType name="Pets"><wsdl:operation name="Get"><wsdl:input message="tns:In"/><wsdl:output message="tns:Out"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="tns:Pets"><soap:binding/><wsdl:operation name="Get"><soap:operation soapAction="urn:get"/></wsdl:operation></wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="P" binding="tns:B"><soap:address location="http://dev"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;
/** As an export composes it: other names of messages, ports and prefixes, no documentation, another address. */
export const wsdlInOtherWords = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:p="urn:pets" targetNamespace="urn:pets">
  <types><schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:pets">
    <complexType name="Id"><annotation><documentation>a</documentation></annotation><sequence><element minOccurs="0" type="x:int" name="id"></element></sequence></complexType>
    <element name="Got" type="x:string"/><element name="Get" type="p:Id"/></schema></types>
  <message name="GetInputMessage"><part name="parameters" element="p:Get"/></message>
  <message name="GetOutputMessage"><part name="parameters" element="p:Got"/></message>
  <portType name="PetsPortType"><operation name="Get"><input message="p:GetInputMessage"/><output message="p:GetOutputMessage"/></operation></portType>
  <binding name="PetsBinding" type="p:PetsPortType"><operation name="Get"><s:operation soapAction="urn:get"/></operation></binding>
  <service name="Pets"><port name="gateway" binding="p:PetsBinding"><s:address location="https://gateway"/></port></service>
</definitions>`;

export const wadl = `<application xmlns="http://wadl.dev.java.net/2009/02" xmlns:tns="urn:pets" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <doc title="Pets"/><grammars>${xsd}</grammars>
  <resources base="https://dev"><resource path="/pets"><param name="id" style="template" type="xsd:string"/>
    <resource path="{id}"><method name="GET" id="getPet">
      <request><param name="full" style="query" type="xsd:boolean"/><param name="sort" style="query" type="xsd:string" required="true" default="up"><option value="up"/><option value="down"/></param></request>
      <response status="200 201"><representation mediaType="application/json"/><representation mediaType="text/xml"/></response>
    </method></resource></resource></resources></application>`;
export const wadlInOtherWords = `<w:application xmlns:w="http://wadl.dev.java.net/2009/02" xmlns:tns="urn:pets" xmlns:s="http://www.w3.org/2001/XMLSchema">
  <w:grammars>${xsd}</w:grammars>
  <w:resources base="https://gateway/p"><w:resource path="/pets/{id}/"><w:method name="get" id="x">
    <w:request><w:param name="id" style="template" type="s:string"/><w:param name="sort" style="query" type="s:string" required="true" default="up"><w:option value="down"/><w:option value="up"/></w:param><w:param name="full" style="query" type="s:boolean"/></w:request>
    <w:response status="200"><w:representation mediaType="text/xml"/><w:representation mediaType="application/json"/></w:response>
    <w:response status="201"><w:representation mediaType="application/json"/><w:representation mediaType="text/xml"/></w:response>
  </w:method></w:resource></w:resources></w:application>`;

export const edmx = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
  <Schema Namespace="Pets" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="Pet"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int32" Nullable="false"/><Property Name="Name" Type="Edm.String"/></EntityType>
    <Function Name="Top"><Parameter Name="n" Type="Edm.Int32"/><ReturnType Type="Pets.Pet"/></Function>
    <Function Name="Top"><ReturnType Type="Pets.Pet"/></Function>
    <EntityContainer Name="All"><EntitySet Name="Pets" EntityType="Pets.Pet"/></EntityContainer>
  </Schema></edmx:DataServices></edmx:Edmx>`;
export const edmxInOtherWords = `<?xml version="1.0" encoding="utf-8"?><e:Edmx xmlns:e="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><e:DataServices>
  <m:Schema xmlns:m="http://docs.oasis-open.org/odata/ns/edm" Namespace="Pets">
    <m:EntityContainer Name="All"><m:EntitySet EntityType="Pets.Pet" Name="Pets"></m:EntitySet></m:EntityContainer>
    <!-- more --><m:EntityType Name="Pet"><m:Property Type="Edm.String" Name="Name"/><m:Property Name="Id" Nullable="false" Type="Edm.Int32"/><m:Key><m:PropertyRef Name="Id"/></m:Key></m:EntityType>
    <m:Function Name="Top"><m:Parameter Name="n" Type="Edm.Int32"/><m:ReturnType Type="Pets.Pet"/></m:Function><m:Function Name="Top"><m:ReturnType Type="Pets.Pet"/></m:Function>
  </m:Schema></e:DataServices></e:Edmx>`;

export const proto = `// of an author
syntax = "proto3";
package pets.v1;
import "google/protobuf/empty.proto";
option java_package = "com.pets"; /* {{ */
message Pet { int32 id = 1; repeated string names = 2 [deprecated = true]; map<string, Pet> young = 3;
  oneof kind { string cat = 4; string dog = 5; } message Tag { string text = 1; } reserved 6 to 9; }
enum Size { SIZE_NONE = 0; SIZE_BIG = 1; }
service Pets { rpc Get (Pet) returns (stream Pet) {} rpc List (Pet) returns (Pet) { option (a.b) = { get: "/v1" }; } }
`;
export const protoInOtherWords = `syntax='proto3';package pets.v1;
service Pets { rpc List(Pet) returns(Pet) { option(a.b)={get:"/v1"}; } rpc Get(Pet) returns(stream Pet); }
enum Size { SIZE_BIG=1; SIZE_NONE=0; }
message Pet { reserved 6 to 9; message Tag { string text=1; }
  oneof kind { string dog=5; string cat=4; } map<string,Pet> young=3; repeated string names=2 [deprecated=true]; int32 id=1; }
option java_package="com.pets"; import "google/protobuf/empty.proto";`;
