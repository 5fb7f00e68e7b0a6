use maud::{Markup, Render, html};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Control {
    Input(&'static str),
    Lines(u32),
    Select(Vec<(String, String)>),
    Radio(Vec<(String, String)>),
    Checkbox,
}

/// A field of a form: label, hint, the control, and what is wrong with what was typed.
///
/// Its name is its id too, so a page has a name once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Field {
    name: String,
    label: String,
    control: Control,
    hint: Option<String>,
    value: String,
    error: Option<String>,
    required: bool,
    autocomplete: Option<&'static str>,
    numeric: bool,
    short: bool,
    limit: Option<u32>,
    list: Option<&'static str>,
}

impl Field {
    fn new(name: impl Into<String>, label: impl Into<String>, control: Control) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            control,
            hint: None,
            value: String::new(),
            error: None,
            required: false,
            autocomplete: None,
            numeric: false,
            short: false,
            limit: None,
            list: None,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("text"))
    }

    /// A password; what was typed is not given back.
    pub fn password(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("password"))
    }

    /// Several lines of text.
    pub fn lines(name: impl Into<String>, label: impl Into<String>, rows: u32) -> Self {
        Self::new(name, label, Control::Lines(rows))
    }

    /// A day, typed as `dd/mm/yyyy`. [`crate::ui::parse_date`] reads it.
    ///
    /// Not the browser's own date field: that shows the order of the browser's language, not of the document.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { short: true, numeric: true, ..Self::new(name, label, Control::Input("date")) }
    }

    /// A number, typed as `1.234.567,8`.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { short: true, numeric: true, ..Self::new(name, label, Control::Input("number")) }
    }

    /// One of several, each a value and its label. Beyond a dozen, use a page to search on.
    pub fn select(
        name: impl Into<String>,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        Self::new(name, label, Control::Select(options.into_iter().collect()))
    }

    /// One of a few, all in sight.
    pub fn radio(
        name: impl Into<String>,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        Self::new(name, label, Control::Radio(options.into_iter().collect()))
    }

    /// Yes or no; sends `yes` or nothing.
    pub fn checkbox(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Checkbox)
    }

    /// One sentence of help below the label.
    pub fn hint(mut self, sentence: impl Into<String>) -> Self {
        self.hint = Some(sentence.into());
        self
    }

    /// What stands in it.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// What is wrong with what stands in it, in one sentence.
    pub fn error(mut self, sentence: impl Into<String>) -> Self {
        self.error = Some(sentence.into());
        self
    }

    /// Must not stay empty. Others are marked as optional, not these.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What browsers may fill in: `username`, `current-password`, `one-time-code`.
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// Type of the input, where it is another one than text: `search`, `email`.
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.control = Control::Input(kind);
        self
    }

    /// Longest text, in letters.
    pub fn limit(mut self, letters: u32) -> Self {
        self.limit = Some(letters);
        self
    }

    /// With the suggestions of a `datalist` of this id.
    pub fn suggest(mut self, list: &'static str) -> Self {
        self.list = Some(list);
        self
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let both: Vec<_> = hint.into_iter().chain(error).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    fn control(&self) -> Markup {
        let invalid = self.error.as_ref().map(|_| "true");
        let described = self.described_by();
        match &self.control {
            Control::Input(kind) => {
                // What a date and a number look like is the document's affair, not the browser's.
                let shown = match *kind {
                    "date" | "number" => "text",
                    other => other,
                };
                let value = (*kind != "password").then_some(&self.value);
                html! {
                    input #(self.name) name=(self.name) type=(shown) value=[value] required[self.required]
                        class=[self.short.then_some("short")] autocomplete=[self.autocomplete] maxlength=[self.limit] list=[self.list]
                        inputmode=[self.numeric.then_some(if *kind == "number" { "decimal" } else { "numeric" })]
                        placeholder=[(*kind == "date").then_some("dd/mm/yyyy")]
                        aria-invalid=[invalid] aria-describedby=[described];
                }
            }
            Control::Lines(rows) => html! {
                textarea #(self.name) name=(self.name) rows=(rows) required[self.required] maxlength=[self.limit]
                    aria-invalid=[invalid] aria-describedby=[described] { "\n" (self.value) }
            },
            Control::Select(options) => html! {
                select #(self.name) name=(self.name) required[self.required]
                    aria-invalid=[invalid] aria-describedby=[described] {
                    @for (value, label) in options {
                        option value=(value) selected[*value == self.value] { (label) }
                    }
                }
            },
            Control::Radio(options) => html! {
                @for (value, label) in options {
                    label.choice {
                        input type="radio" name=(self.name) value=(value) checked[*value == self.value]
                            required[self.required];
                        " " (label)
                    }
                }
            },
            Control::Checkbox => html! {
                input #(self.name) type="checkbox" name=(self.name) value="yes" checked[self.value == "yes"]
                    aria-invalid=[invalid] aria-describedby=[described];
            },
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        let hint = html! {
            @if let Some(hint) = &self.hint { p.hint #{ (self.name) "-hint" } { (hint) } }
        };
        let error = html! {
            @if let Some(error) = &self.error {
                p.error #{ (self.name) "-error" } { span aria-hidden="true" { "✗ " } (error) }
            }
        };
        match self.control {
            Control::Checkbox => html! {
                div.field.check .wrong[self.error.is_some()] {
                    (self.control())
                    label for=(self.name) { (self.label) }
                    (hint) (error)
                }
            },
            Control::Radio(_) => html! {
                fieldset.field #(self.name) .wrong[self.error.is_some()] aria-describedby=[self.described_by()] {
                    legend { (self.label) }
                    (hint) (error) (self.control())
                }
            },
            _ => html! {
                div.field .wrong[self.error.is_some()] {
                    label for=(self.name) { (self.label) }
                    (hint) (error) (self.control())
                }
            },
        }
    }
}
