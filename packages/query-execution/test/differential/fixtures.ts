const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${["@key", ...imports].map((each) => `"${each}"`).join(", ")}])\n`;

/** Supergraphs that have, between them, all that federation offers: by name, the schemas of their subgraphs. */
export const fixtures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Entities through four services, `@requires` and `@provides`.
  shop: {
    accounts: `${link("@shareable")}
      type Query { me: User users: [User!] user(id: ID!): User }
      type Mutation { rename(id: ID!, name: String!): User greet: String! }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday(in: Int = 3, zones: [String!]): Int }
    `,
    products: `${link("@shareable")}
      type Query { topProducts(first: Int = 5): [Product!]! product(upc: String!): Product node(id: ID!): Node }
      type Mutation { restock(upc: String!): Product! }
      interface Node { name: String }
      type Product implements Node @key(fields: "upc") { upc: String! name: String price: Int weight: Float dimensions: Size! }
      type Size @shareable { width: Int height: Int! }
    `,
    reviews: `${link("@external", "@provides", "@requires", "@shareable")}
      type Query { latestReview: Review }
      type Review @key(fields: "id") { id: ID! body: String! stars: Int author: User @provides(fields: "username") product: Product! replies: [[Review]!] }
      type User @key(fields: "id") { id: ID! username: String @external reviews(first: Int): [Review!] fame: String @requires(fields: "username") }
      type Product @key(fields: "upc") { upc: String! reviews: [Review!]! }
      type Mutation { review(upc: String!, body: String): Review }
    `,
    inventory: `${link("@external", "@requires", "@shareable")}
      type Product @key(fields: "upc") {
        upc: String! price: Int @external weight: Float @external dimensions: Size! @external
        inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") volume: Float @requires(fields: "dimensions { width height }")
      }
      type Size @shareable { width: Int height: Int! }
    `,
  },
  // An interface that is an object elsewhere, unions, and an interface within an interface.
  media: {
    catalogue: `${link()}
      type Query { media: [Media!]! medium(id: ID!): Media search(text: String): [Result] books: [Book] newest: Titled }
      interface Titled { title: String }
      interface Media implements Titled @key(fields: "id") { id: ID! title: String year: Int }
      type Book implements Media & Titled @key(fields: "id") { id: ID! title: String year: Int pages: Int! }
      type Film implements Media & Titled @key(fields: "id") { id: ID! title: String year: Int minutes: Int sequel: Film }
      type Person @key(fields: "id") { id: ID! name: String! wrote: [Book!] }
      union Result = Book | Film | Person
    `,
    ratings: `${link("@interfaceObject", "@external", "@requires")}
      type Query { best: [Media!] }
      type Media @key(fields: "id") @interfaceObject { id: ID! year: Int @external ratings: [Rating!]! average: Float ageRated: String @requires(fields: "year") related: Media }
      type Rating { stars: Int! by: Person of: Media! }
      type Person @key(fields: "id") { id: ID! ratings: [Rating] }
    `,
    lending: `${link()}
      type Query { shelf: Shelf! }
      type Book @key(fields: "id") { id: ID! lentTo: [Person!] copies: [Copy!] }
      type Copy { number: Int! shelf: Shelf book: Book }
      type Shelf { label: String books: [[Book!]] anything: Lendable }
      union Lendable = Book | Copy
      type Person @key(fields: "id") { id: ID! borrowed(late: Boolean! = false, tags: [Tag!]): [Book] }
      input Tag { name: String! weight: Int = 2 }
    `,
  },
  // Several keys, keys of several fields and of objects, keys that resolve nothing.
  keys: {
    warehouse: `${link("@shareable")}
      type Query { part(id: ID!): Part parts: [Part] }
      type Part @key(fields: "id") @key(fields: "sku version") { id: ID! sku: String! version: Int! label: String maker: Maker }
      type Maker @key(fields: "org { id }") { org: Organisation! country: String }
      type Organisation @shareable { id: ID! }
    `,
    pricing: `${link("@shareable", "@external", "@requires")}
      type Query { cheapest: [Part!] }
      type Part @key(fields: "sku version") { sku: String! version: Int! price: Int discounts: [Discount!] }
      type Discount @key(fields: "code") { code: String! percent: Int! onlyFor: Maker }
      type Maker @key(fields: "org { id }") @key(fields: "tax") { org: Organisation! tax: String! debts: Float }
      type Organisation @shareable { id: ID! }
    `,
    registry: `${link("@shareable")}
      type Query { makers(ids: [ID!]!): [Maker]! }
      type Maker @key(fields: "tax") { tax: String! founded: Int branches: [[Branch!]!]! }
      type Branch { city: String part: Part }
      type Part @key(fields: "id", resolvable: false) { id: ID! }
      type Discount @key(fields: "code") { code: String! reason: String }
    `,
  },
  // Fields that move, values that are shared, and fields under names that every JavaScript object has.
  moving: {
    old: `${link("@shareable", "@override", "@inaccessible")}
      scalar JSON
      type Query { thing(id: ID): Thing grid: [[Cell]!] constructor: Thing hidden: Thing @inaccessible moods: [Mood!] }
      type Thing @key(fields: "id") { id: ID! toString: String valueOf: [Int] size: Int colour: Colour mood: Mood state: JSON finish: Finish @shareable finishes: [Finish!] @shareable }
      type Finish { gloss: String base: Colour @shareable owner: Thing @shareable }
      enum Mood { GOOD BAD UNSPEAKABLE @inaccessible }
      type Colour @shareable { name: String shade: Shade }
      type Shade @shareable { light: Int dark: Int }
      type Cell @key(fields: "id") { id: ID! row: Int! neighbours: [[Cell]] }
    `,
    new: `${link("@shareable", "@override", "@inaccessible")}
      scalar JSON
      type Query { things: [Thing!]! anything: [Anything] pair: Pair }
      type Pair { left: Thing right: Thing }
      type Thing @key(fields: "id") { id: ID! size: Int @override(from: "old") hasOwnProperty: Boolean partner: Thing colour2: Colour finish: Finish @shareable finishes: [Finish!] @shareable }
      type Finish { texture: String base: Colour @shareable owner: Thing @shareable }
      type Colour @shareable { name: String shade: Shade }
      type Shade @shareable { light: Int dark: Int }
      type Cell @key(fields: "id") { id: ID! column: Int content: JSON owner: Thing! }
      type Secret @inaccessible { what: String }
      union Anything = Thing | Cell | Secret
    `,
  },
  // Interfaces of which each service has some types only, with fields that differ in what may be null.
  zoo: {
    animals: `${link("@shareable")}
      type Query { animals: [Animal] pet: Pet keeper: Keeper }
      interface Animal { id: ID! name: String weight: Float }
      type Cat implements Animal @key(fields: "id") { id: ID! name: String! weight: Float lives: Int! }
      type Dog implements Animal @key(fields: "id") { id: ID! name: String weight: Float @shareable barks: Boolean }
      type Fish implements Animal @key(fields: "id") { id: ID! name: String weight: Float! scales: [Int!]! }
      union Pet = Cat | Dog
      type Keeper @key(fields: "id") { id: ID! animals: [Animal!]! favourite: Pet }
    `,
    care: `${link("@external", "@requires")}
      type Query { ill: [Patient!] }
      interface Patient { id: ID! diagnosis: String treatment(dose: Int): Treatment }
      type Cat implements Patient @key(fields: "id") { id: ID! name: String! @external diagnosis: String! treatment(dose: Int): Treatment chart: String @requires(fields: "name") }
      type Dog implements Patient @key(fields: "id") { id: ID! diagnosis: String treatment(dose: Int): Treatment friends: [Patient!] }
      type Keeper @key(fields: "id") { id: ID! patients: [Patient] vet: Keeper }
      type Treatment { name: String! by: Keeper steps: [[String]] }
    `,
  },
};
