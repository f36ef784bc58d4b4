{{- define "vozes.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end -}}
{{- end }}

{{- define "vozes.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "vozes.labels" -}}
{{ include "vozes.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "vozes.keySecret" -}}
{{- if .Values.apiKey.secret }}{{ .Values.apiKey.secret }}{{ else if .Values.apiKey.value }}{{ include "vozes.name" . }}{{ end -}}
{{- end }}
